package dev.greenlight.smsinbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.InboundEvent;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refusal;
import dev.greenlight.smsinbound.webhook.WebhookReading.Refused;
import dev.greenlight.smsinbound.webhook.WebhookReading.Verified;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A gateway's call, of which a test changes one thing after the other. */
public record Call(String tenant, String method, String url, Map<String, String> headers, String body) {

    public static Call get(String url) {
        return new Call("acme", "GET", url, Map.of(), "");
    }

    public static Call postForm(String url, String form) {
        return post(url, "application/x-www-form-urlencoded", form);
    }

    public static Call postJson(String url, String json) {
        return post(url, "application/json", json);
    }

    public static Call post(String url, String contentType, String body) {
        return new Call("acme", "POST", url, Map.of("Content-Type", contentType), body);
    }

    /** Of a header that is there. */
    public String header(String name) {
        return Objects.requireNonNull(headers.get(name), name);
    }

    public Call with(String header, String value) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put(header, value);
        return new Call(tenant, method, url, changed, body);
    }

    public Call without(String header) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        assertThat(changed.remove(header)).as(header).isNotNull();
        return new Call(tenant, method, url, changed, body);
    }

    public Call withBody(String body) {
        return new Call(tenant, method, url, headers, body);
    }

    public Call withUrl(String url) {
        return new Call(tenant, method, url, headers, body);
    }

    public Call withMethod(String method) {
        return new Call(tenant, method, url, headers, body);
    }

    public Call to(String tenant) {
        return new Call(tenant, method, url, headers, body);
    }

    public WebhookRequest request() {
        var received = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        received.putAll(headers);
        int query = url.indexOf('?');
        return new WebhookRequest(
                tenant,
                method,
                url,
                query < 0 ? null : url.substring(query + 1),
                received::get,
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static InboundText text(WebhookReading reading) {
        return (InboundText) event(reading);
    }

    public static BlockedNumber report(WebhookReading reading) {
        return (BlockedNumber) event(reading);
    }

    public static void assertRefused(WebhookReading reading, Refusal reason) {
        assertThat(reading).isEqualTo(new Refused(reason));
    }

    private static InboundEvent event(WebhookReading reading) {
        assertThat(reading).isInstanceOf(Verified.class);
        assertThat(((Verified) reading).events()).hasSize(1);
        return ((Verified) reading).events().getFirst();
    }
}
