package dev.greenlight.smsinbound.webhook.gateway.twilio;

import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.FormParameters.Parameter;
import dev.greenlight.smsinbound.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** The header {@code X-Twilio-Signature}: HMAC-SHA1, in Base64, over the URL and the form. */
final class TwilioSignature {

    static final String HEADER = "X-Twilio-Signature";

    private TwilioSignature() {}

    /** What is signed of a form: names in order, each followed by its value, a repeated pair once. */
    static String signedText(FormParameters form) {
        var text = new StringBuilder(512);
        Parameter previous = null;
        for (Parameter parameter : form.sorted()) {
            if (!parameter.equals(previous)) {
                text.append(parameter.name()).append(parameter.value());
            }
            previous = parameter;
        }
        return text.toString();
    }

    static String of(SigningKey key, String url, String signedText) {
        return Base64.getEncoder()
                .encodeToString(
                        key.sign(url.getBytes(StandardCharsets.UTF_8), signedText.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the signature was made with one of the keys, over one of the spellings of the URL and the text. */
    static boolean isRight(String signature, List<SigningKey> keys, String url, String signedText) {
        byte[] claimed = signature.getBytes(StandardCharsets.UTF_8);
        byte[] text = signedText.getBytes(StandardCharsets.UTF_8);
        for (String spelling : SignedUrls.of(url)) {
            byte[] signedUrl = spelling.getBytes(StandardCharsets.UTF_8);
            for (SigningKey key : keys) {
                if (MessageDigest.isEqual(Base64.getEncoder().encode(key.sign(signedUrl, text)), claimed)) {
                    return true;
                }
            }
        }
        return false;
    }
}
