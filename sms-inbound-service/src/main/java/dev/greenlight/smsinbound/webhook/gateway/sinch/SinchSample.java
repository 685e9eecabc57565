package dev.greenlight.smsinbound.webhook.gateway.sinch;

import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;

/** A call as Sinch makes it, for the operator who tries the webhook. */
final class SinchSample {

    private SinchSample() {}

    static SampleCall call(String secret, SigningKey key, SampleText text) {
        String body = JsonFields.write(
                Map.of("type", "mo_text", "id", text.id(), "from", text.from(), "to", text.to(), "body", text.body()));
        String timestamp = Long.toString(text.at().getEpochSecond());
        return SampleCall.of(
                secret,
                MediaType.APPLICATION_JSON_VALUE,
                Map.of(
                        SinchSignature.TIMESTAMP,
                        timestamp,
                        SinchSignature.NONCE,
                        text.id(),
                        SinchSignature.ALGORITHM,
                        SinchSignature.ONLY_ALGORITHM,
                        SinchSignature.SIGNATURE,
                        SinchSignature.of(key, body.getBytes(StandardCharsets.UTF_8), text.id(), timestamp)),
                body);
    }
}
