package dev.greenlight.consent.config;

import dev.greenlight.consent.topology.DecisionListener;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.topic.EventHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;

/** Counts decisions, and measures the way from a webhook's answer to the ledger. */
final class ConsentMetrics implements DecisionListener {

    private final MeterRegistry registry;
    private final Map<ConsentOutcome, Counter> decisions = new EnumMap<>(ConsentOutcome.class);
    private final Timer webhookToLedger;

    ConsentMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (ConsentOutcome outcome : ConsentOutcome.values()) {
            decisions.put(
                    outcome,
                    Counter.builder("greenlight.consent.decisions")
                            .description("Texts decided on")
                            .tag("outcome", outcome.name())
                            .register(registry));
        }
        webhookToLedger = Timer.builder("greenlight.webhook.to.ledger")
                .description("From the text on the log to the decision on it, without the commit")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** For one lane: to be run for each record that could not be used. */
    Runnable deadLetters(String applicationId) {
        return Counter.builder("greenlight.dead.letters")
                .description("Records that could not be used")
                .tag("lane", applicationId)
                .register(registry)::increment;
    }

    @Override
    public void onDecision(ConsentOutcome outcome, Headers headers) {
        Counter counter = decisions.get(outcome);
        if (counter != null) {
            counter.increment();
        }
        var header = headers.lastHeader(EventHeaders.BEGAN_AT);
        if (header != null && header.value() != null) {
            long tookMillis = System.currentTimeMillis() - millis(header.value());
            webhookToLedger.record(Math.max(0, tookMillis), TimeUnit.MILLISECONDS);
        }
    }

    /** Decimal digits; whatever else stands there only spoils a measurement. */
    private static long millis(byte[] digits) {
        long millis = 0;
        for (byte digit : digits) {
            millis = millis * 10 + (digit - '0');
        }
        return millis;
    }
}
