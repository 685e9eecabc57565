package dev.greenlight.smsinbound.webhook.gateway.bird;

import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;

/** A call as Bird makes it, for the operator who tries the webhook. */
final class BirdSample {

    private BirdSample() {}

    static SampleCall call(String secret, SigningKey key, SampleText text) {
        Map<String, Object> message = Map.of(
                "id",
                text.id(),
                "sender",
                Map.of("contact", Map.of("identifierValue", text.from())),
                "receiver",
                Map.of("connector", Map.of("identifierValue", text.to())),
                "body",
                Map.of("type", "text", "text", Map.of("text", text.body())));
        byte[] body = JsonFields.write(Map.of("service", "channels", "event", "sms.inbound", "payload", message))
                .getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(text.at().getEpochSecond());
        return new SampleCall(
                secret,
                MediaType.APPLICATION_JSON_VALUE,
                Map.of(
                        BirdSignature.TIMESTAMP,
                        timestamp,
                        BirdSignature.SIGNATURE,
                        BirdSignature.of(key, timestamp, text.url(), body)),
                body);
    }
}
