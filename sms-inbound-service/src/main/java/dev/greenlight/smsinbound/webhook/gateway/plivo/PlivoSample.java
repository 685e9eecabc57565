package dev.greenlight.smsinbound.webhook.gateway.plivo;

import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SigningKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;

/** A call as Plivo makes it, for the operator who tries the webhook. */
final class PlivoSample {

    private static final int PARAMETERS = 5;

    private PlivoSample() {}

    static SampleCall call(String secret, SigningKey key, SampleText text) {
        String form = "MessageUUID=" + encoded(text.id()) + "&From=" + encoded(text.from()) + "&To="
                + encoded(text.to()) + "&Type=sms&Text=" + encoded(text.body());
        FormParameters parameters = FormParameters.parse(form.getBytes(StandardCharsets.UTF_8), PARAMETERS)
                .orElseThrow();
        return SampleCall.of(
                secret,
                MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                Map.of(
                        PlivoSignature.V3_NONCE,
                        text.id(),
                        PlivoSignature.V3,
                        PlivoSignature.of(key, text.url(), parameters, text.id())),
                form);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
