package dev.greenlight.smsinbound.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts calls. Every counter exists from the start, so that a call only adds to one and a graph starts at zero. */
public final class WebhookMetrics {

    private static final String NO_GATEWAY = "unknown";

    private final Map<String, Map<WebhookResult, Counter>> requests = new HashMap<>();
    private final Map<String, Counter> signatureFailures = new HashMap<>();

    public WebhookMetrics(MeterRegistry registry) {
        SmsGateways.NAMES.forEach(gateway -> {
            requests.put(gateway, counters(registry, gateway));
            signatureFailures.put(
                    gateway,
                    Counter.builder("greenlight.webhook.signature.failures")
                            .description("Calls for a known tenant whose signature is wrong: alert on the rate")
                            .tag("gateway", gateway)
                            .register(registry));
        });
        requests.put(NO_GATEWAY, counters(registry, NO_GATEWAY));
    }

    void count(SmsGateway gateway, WebhookResult result) {
        increment(requests.get(gateway.name()), result);
        if (result == WebhookResult.BAD_SIGNATURE) {
            Counter failures = signatureFailures.get(gateway.name());
            if (failures != null) {
                failures.increment();
            }
        }
    }

    void countUnknownGateway() {
        increment(requests.get(NO_GATEWAY), WebhookResult.UNKNOWN_GATEWAY);
    }

    private static void increment(@Nullable Map<WebhookResult, Counter> counters, WebhookResult result) {
        Counter counter = counters == null ? null : counters.get(result);
        if (counter != null) {
            counter.increment();
        }
    }

    private static Map<WebhookResult, Counter> counters(MeterRegistry registry, String gateway) {
        Map<WebhookResult, Counter> counters = new EnumMap<>(WebhookResult.class);
        for (WebhookResult result : WebhookResult.values()) {
            counters.put(
                    result,
                    Counter.builder("greenlight.webhook.requests")
                            .description("Calls of webhooks by how they ended")
                            .tag("gateway", gateway)
                            .tag("result", result.tag())
                            .register(registry));
        }
        return counters;
    }
}
