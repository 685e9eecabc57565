package dev.greenlight.localstack.tour;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells the company of texts as Twilio does: a form post, signed over its address and its sorted parameters. */
final class TwilioSender {

    private static final String ALGORITHM = "HmacSHA1";

    private final TourSettings settings;
    private final PatientClient http;

    TwilioSender(TourSettings settings, PatientClient http) {
        this.settings = settings;
        this.http = http;
    }

    /** A new text, as Twilio describes it. */
    Map<String, String> text(String from, String body) {
        var id = new byte[16];
        RandomGenerator.getDefault().nextBytes(id);
        String sid = "SM" + HexFormat.of().formatHex(id);
        var parameters = new TreeMap<String, String>();
        parameters.put("MessageSid", sid);
        parameters.put("SmsMessageSid", sid);
        parameters.put("SmsSid", sid);
        parameters.put("AccountSid", "AC00000000000000000000000000000000");
        parameters.put("From", from);
        parameters.put("To", settings.tenantNumber());
        parameters.put("Body", body);
        parameters.put("NumMedia", "0");
        parameters.put("NumSegments", "1");
        parameters.put("SmsStatus", "received");
        parameters.put("ApiVersion", "2010-04-01");
        return parameters;
    }

    /** Sends it with the signature of the company's account. */
    Answer deliver(Map<String, String> text) {
        return post(text, settings.twilioAuthToken());
    }

    /** Sends it as somebody does who does not know the account's token. */
    Answer forge(Map<String, String> text) {
        return post(text, "not-the-token-of-this-account");
    }

    private Answer post(Map<String, String> text, String token) {
        URI url = settings.smsInbound().resolve("/webhooks/twilio/" + settings.tenant());
        String form = text.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(url)
                .timeout(settings.patience())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature(url, text, token))
                .POST(BodyPublishers.ofString(form))
                .build();
        int status = http.send(request).statusCode();
        return new Answer(status, System.nanoTime());
    }

    private static String signature(URI url, Map<String, String> text, String token) {
        var signed = new StringBuilder(url.toString());
        new TreeMap<>(text).forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * What a webhook was answered.
     *
     * @param receivedNanos when, by {@link System#nanoTime}
     */
    record Answer(int status, long receivedNanos) {}
}
