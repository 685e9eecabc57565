package dev.greenlight.smsinbound.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayDisagreementsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GatewayDisagreements disagreements = new GatewayDisagreements(registry, List.of("twilio"));

    @Test
    void eachIsCountedByWhatEitherSideRead() {
        disagreements.count("twilio", Vocabulary.DEFAULT.read("yes"), GatewayHint.START);
        disagreements.count("twilio", Optional.empty(), GatewayHint.STOP);
        disagreements.count("twilio", Optional.empty(), GatewayHint.STOP);

        assertThat(count("confirm", "start")).isEqualTo(1);
        assertThat(count("none", "stop")).isEqualTo(2);
    }

    @Test
    void graphStartsAtZero() {
        assertThat(count("opt-out", "help")).isZero();
    }

    private double count(String ours, String hint) {
        return registry.get("greenlight.gateway.disagreements")
                .tags("gateway", "twilio", "ours", ours, "hint", hint)
                .counter()
                .count();
    }
}
