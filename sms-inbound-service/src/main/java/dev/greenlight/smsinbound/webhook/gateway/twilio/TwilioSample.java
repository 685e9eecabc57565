package dev.greenlight.smsinbound.webhook.gateway.twilio;

import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SigningKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;

/** A call as Twilio makes it, for the operator who tries the webhook. */
final class TwilioSample {

    private static final int PARAMETERS = 5;

    private TwilioSample() {}

    static SampleCall call(String secret, SigningKey key, SampleText text) {
        String form = "MessageSid=" + encoded(text.id()) + "&From=" + encoded(text.from()) + "&To=" + encoded(text.to())
                + "&Body=" + encoded(text.body()) + "&SmsStatus=received";
        String signedText = FormParameters.parse(form.getBytes(StandardCharsets.UTF_8), PARAMETERS)
                .map(TwilioSignature::signedText)
                .orElseThrow();
        return SampleCall.of(
                secret,
                MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                Map.of(TwilioSignature.HEADER, TwilioSignature.of(key, text.url(), signedText)),
                form);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
