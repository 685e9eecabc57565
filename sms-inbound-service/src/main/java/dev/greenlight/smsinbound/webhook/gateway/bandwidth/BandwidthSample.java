package dev.greenlight.smsinbound.webhook.gateway.bandwidth;

import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A call as Bandwidth makes it, for the operator who tries the webhook. */
final class BandwidthSample {

    private BandwidthSample() {}

    static SampleCall call(String secret, BandwidthUser user, SampleText text) {
        String event = JsonFields.write(Map.of(
                "type",
                "message-received",
                "to",
                text.to(),
                "message",
                Map.of("id", text.id(), "owner", text.to(), "from", text.from(), "text", text.body())));
        return SampleCall.of(
                secret,
                MediaType.APPLICATION_JSON_VALUE,
                Map.of(HttpHeaders.AUTHORIZATION, user.authorization()),
                '[' + event + ']');
    }
}
