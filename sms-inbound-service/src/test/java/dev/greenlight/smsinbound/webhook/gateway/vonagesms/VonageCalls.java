package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.SignedCalls;
import dev.greenlight.smsinbound.webhook.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parameters that are signed as Vonage signs them, written apart from the code that verifies them. */
public final class VonageCalls {

    public static final String SECRET = "abcde";
    static final String URL = "https://sms.example.test/webhooks/vonage-sms/acme";

    private final Map<String, String> parameters = new TreeMap<>();

    public static VonageCalls text(String id, String text, Instant now) {
        return new VonageCalls()
                .with("msisdn", "14158675309")
                .with("to", "18005551212")
                .with("messageId", id)
                .with("text", text)
                .with("type", "text")
                .with("message-timestamp", "2026-01-15 17:00:00")
                .with("timestamp", Long.toString(now.getEpochSecond()));
    }

    public static VonageCalls part(String id, int number, int total, String text, Instant now) {
        return text(id, text, now)
                .with("concat", "true")
                .with("concat-ref", "7")
                .with("concat-part", Integer.toString(number))
                .with("concat-total", Integer.toString(total));
    }

    public VonageCalls with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public VonageCalls without(String name) {
        parameters.remove(name);
        return this;
    }

    /** For parameters without ampersands and equals signs. */
    public VonageCalls sign() {
        parameters.remove("sig");
        String text = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isBlank())
                .map(parameter -> '&' + parameter.getKey() + '=' + parameter.getValue())
                .collect(Collectors.joining());
        return with("sig", SignedCalls.hexHmacSha256(SECRET, text));
    }

    String form() {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public Call asForm() {
        return Call.postForm(URL, form());
    }

    public Call asQuery() {
        return Call.get(URL + '?' + form());
    }

    /** For parameters without quotation marks. */
    public Call asJson() {
        return Call.postJson(
                URL,
                parameters.entrySet().stream()
                        .map(parameter -> '"' + parameter.getKey() + "\":\"" + parameter.getValue() + '"')
                        .collect(Collectors.joining(",", "{", "}")));
    }
}
