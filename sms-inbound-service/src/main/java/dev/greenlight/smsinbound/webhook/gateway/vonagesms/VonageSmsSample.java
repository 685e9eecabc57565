package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.MediaType;

/** A call as Vonage's SMS API makes it, for the operator who tries the webhook. */
final class VonageSmsSample {

    private VonageSmsSample() {}

    static SampleCall call(String secret, VonageKey key, SampleText text) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("messageId", text.id());
        parameters.put("msisdn", text.from());
        parameters.put("to", text.to());
        parameters.put("type", "text");
        parameters.put("text", text.body());
        parameters.put(VonageSignature.TIMESTAMP, Long.toString(text.at().getEpochSecond()));
        parameters.put(VonageSignature.SIGNATURE, VonageSignature.of(key, parameters));
        return SampleCall.of(secret, MediaType.APPLICATION_JSON_VALUE, Map.of(), JsonFields.write(parameters));
    }
}
