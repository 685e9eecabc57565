package dev.greenlight.consent.topology;

import dev.greenlight.schemas.consent.ConsentOutcome;
import org.apache.kafka.common.header.Headers;

/** Is told of each decision, to measure it; called on the stream's thread, so it must be quick. */
@FunctionalInterface
public interface DecisionListener {

    /**
     * @param outcome what was decided
     * @param headers of the text, which say when it was put on the log
     */
    void onDecision(ConsentOutcome outcome, Headers headers);
}
