package dev.greenlight.smsinbound.webhook.gateway.generic;

import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;

/** A call as a sender of the generic webhook makes it, for the operator who tries the webhook. */
final class GenericSample {

    private GenericSample() {}

    static SampleCall call(String secret, SigningKey key, SampleText text) {
        String body =
                JsonFields.write(Map.of("id", text.id(), "from", text.from(), "to", text.to(), "text", text.body()));
        String timestamp = Long.toString(text.at().getEpochSecond());
        return SampleCall.of(
                secret,
                MediaType.APPLICATION_JSON_VALUE,
                Map.of(
                        GenericSignature.TIMESTAMP,
                        timestamp,
                        GenericSignature.SIGNATURE,
                        GenericSignature.of(key, timestamp, body.getBytes(StandardCharsets.UTF_8))),
                body);
    }
}
