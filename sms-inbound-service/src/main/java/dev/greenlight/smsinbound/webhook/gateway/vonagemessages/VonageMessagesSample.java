package dev.greenlight.smsinbound.webhook.gateway.vonagemessages;

import dev.greenlight.smsinbound.webhook.HmacJwt;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A call as Vonage's Messages API makes it, for the operator who tries the webhook. */
final class VonageMessagesSample {

    private VonageMessagesSample() {}

    static SampleCall call(String secret, HmacJwt.Key key, SampleText text) {
        byte[] body = JsonFields.write(Map.of(
                        "channel",
                        "sms",
                        "message_type",
                        "text",
                        "message_uuid",
                        text.id(),
                        "from",
                        text.from(),
                        "to",
                        text.to(),
                        "text",
                        text.body()))
                .getBytes(StandardCharsets.UTF_8);
        return new SampleCall(
                secret,
                MediaType.APPLICATION_JSON_VALUE,
                Map.of(HttpHeaders.AUTHORIZATION, VonageToken.of(key, text.id(), body, text.at())),
                body);
    }
}
