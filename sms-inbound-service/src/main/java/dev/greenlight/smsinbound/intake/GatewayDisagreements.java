package dev.greenlight.smsinbound.intake;

import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.domain.understanding.Reading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;

/** Counts texts that a gateway and we read differently: one of the two vocabularies needs a look. */
public final class GatewayDisagreements {

    private static final String NOTHING = "none";

    private final MeterRegistry registry;

    /**
     * @param gateways each gets its counters at once, so that a graph starts at zero
     */
    public GatewayDisagreements(MeterRegistry registry, Iterable<String> gateways) {
        this.registry = registry;
        for (String gateway : gateways) {
            for (GatewayHint hint : GatewayHint.values()) {
                if (hint != GatewayHint.NONE) {
                    counter(gateway, NOTHING, hint);
                    for (Meaning ours : Meaning.values()) {
                        counter(gateway, tag(ours), hint);
                    }
                }
            }
        }
    }

    void count(String gateway, Optional<Reading> ours, GatewayHint hint) {
        counter(gateway, ours.map(reading -> tag(reading.meaning())).orElse(NOTHING), hint)
                .increment();
    }

    private Counter counter(String gateway, String ours, GatewayHint hint) {
        return Counter.builder("greenlight.gateway.disagreements")
                .description("Texts that the gateway and we read differently")
                .tag("gateway", gateway)
                .tag("ours", ours)
                .tag("hint", tag(hint))
                .register(registry);
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
