package dev.greenlight.smsinbound.fuzz;

import static dev.greenlight.smsinbound.fuzz.SignedWebhooks.SECONDS;
import static dev.greenlight.smsinbound.fuzz.SignedWebhooks.SECRET;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.webhook.FormParameters;
import dev.greenlight.smsinbound.webhook.FormParameters.Parameter;
import dev.greenlight.smsinbound.webhook.JsonFields;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls of the gateways that sign parameters, in their order and decoded, whatever carries them. */
final class SignedParameters {

    private SignedParameters() {}

    static WebhookRequest twilioForm(byte[] body) {
        String url = SignedWebhooks.url("twilio");
        String text = parameters(body).stream()
                .distinct()
                .map(parameter -> parameter.name() + parameter.value())
                .collect(Collectors.joining());
        return SignedWebhooks.postForm(
                url, Map.of("X-Twilio-Signature", SignedCalls.base64HmacSha1(SECRET, url + text)), body);
    }

    static WebhookRequest twilioQuery(byte[] body) {
        String url = SignedWebhooks.url("twilio") + '?' + SignedWebhooks.queryOf(body);
        return SignedWebhooks.get(url, Map.of("X-Twilio-Signature", SignedCalls.base64HmacSha1(SECRET, url)));
    }

    static WebhookRequest plivoForm(byte[] body) {
        String url = SignedWebhooks.url("plivo");
        String text = parameters(body).stream()
                .map(parameter -> parameter.name() + parameter.value())
                .collect(Collectors.joining());
        return SignedWebhooks.postForm(url, plivo(url, parameters(body).isEmpty() ? "" : '?' + text), body);
    }

    static WebhookRequest plivoQuery(byte[] body) {
        String query = SignedWebhooks.queryOf(body);
        List<Parameter> parameters = parameters(query.getBytes(StandardCharsets.UTF_8));
        String text = parameters.stream()
                .map(parameter -> parameter.name() + '=' + parameter.value())
                .collect(Collectors.joining("&"));
        String url = SignedWebhooks.url("plivo");
        return SignedWebhooks.get(url + '?' + query, plivo(url, parameters.isEmpty() ? "" : '?' + text));
    }

    private static Map<String, String> plivo(String url, String parameters) {
        return Map.of(
                "X-Plivo-Signature-V3-Nonce",
                "nonce",
                "X-Plivo-Signature-V3",
                SignedCalls.base64HmacSha256(SECRET, url + parameters + ".nonce"));
    }

    static WebhookRequest vonageForm(byte[] body) {
        return SignedWebhooks.postForm(
                SignedWebhooks.url("vonage-sms"),
                Map.of(),
                vonage(new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1));
    }

    static WebhookRequest vonageQuery(byte[] body) {
        return SignedWebhooks.get(
                SignedWebhooks.url("vonage-sms") + '?' + vonage(SignedWebhooks.queryOf(body)), Map.of());
    }

    /** Each name once, because only those can be signed. */
    private static String vonage(String form) {
        Map<String, String> values = new TreeMap<>(Map.of("timestamp", SECONDS, "sig", ""));
        var kept = new StringBuilder();
        for (String pair : form.split("&")) {
            for (Parameter parameter : parameters(pair.getBytes(StandardCharsets.ISO_8859_1))) {
                if (values.putIfAbsent(parameter.name(), parameter.value()) == null) {
                    kept.append(pair).append('&');
                }
            }
        }
        return kept + "timestamp=" + SECONDS + "&sig=" + vonageSignature(values);
    }

    /** JSON that cannot be read cannot be signed either, so the example takes its place. */
    static WebhookRequest vonageJson(byte[] body) {
        String time = "\"timestamp\":" + SECONDS;
        byte[] timed = with(time, body);
        byte[] readable =
                JsonFields.parse(timed).filter(fields -> !fields.has("sig")).isPresent()
                        ? timed
                        : with(time, ExampleBodies.VONAGE_SMS_JSON.getFirst());
        Map<String, String> values =
                JsonFields.parse(readable).map(JsonFields::scalars).orElseThrow();
        return SignedWebhooks.postJson(
                SignedWebhooks.url("vonage-sms"),
                Map.of(),
                with("\"sig\":\"" + vonageSignature(values) + '"', readable));
    }

    private static String vonageSignature(Map<String, String> parameters) {
        return SignedCalls.hexHmacSha256(
                SECRET,
                new TreeMap<>(parameters)
                        .entrySet().stream()
                                .filter(parameter -> !parameter.getValue().isBlank())
                                .map(parameter -> '&'
                                        + withoutSigns(parameter.getKey())
                                        + '='
                                        + withoutSigns(parameter.getValue()))
                                .collect(Collectors.joining()));
    }

    private static String withoutSigns(String text) {
        return text.replaceAll("[&=]", "_");
    }

    /** JSON with a field more, before the others. */
    private static byte[] with(String field, byte[] json) {
        return new String(json, StandardCharsets.ISO_8859_1)
                .replaceFirst("\\{", "{" + field + ',')
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Parameter> parameters(byte[] form) {
        return FormParameters.parse(form, Integer.MAX_VALUE).orElseThrow().sorted();
    }
}
