package dev.greenlight.smsinbound.domain;

import dev.greenlight.smsinbound.domain.understanding.Meaning;
import java.util.Optional;

/** Tells, before words are changed, which of the texts that are kept would be read differently. */
public final class ChangedReadings {

    private ChangedReadings() {}

    /**
     * A text that is on the log.
     *
     * @param to the receiving number
     * @param body personal data
     * @param meaning as it was read then
     */
    public record KeptText(String eventId, String tenant, String to, String body, GatewayHint hint, Meaning meaning) {

        /** Safe for logs: no number and no words. */
        @Override
        public String toString() {
            return "KeptText[" + eventId + "]";
        }
    }

    /**
     * A text that would be read differently.
     *
     * @param after empty where it would mean nothing, and would not be kept
     * @param rule that would give the meaning; empty where none would
     */
    public record ChangedReading(String eventId, String tenant, Meaning before, Optional<Meaning> after, String rule) {}

    /** Empty for a text that would mean the same. */
    public static Optional<ChangedReading> of(KeptText text, Vocabularies candidate) {
        Optional<Recognition> now =
                RecognitionPolicy.decide(candidate.of(text.tenant(), text.to()).read(text.body()), text.hint());
        Optional<Meaning> after = now.map(Recognition::meaning);
        return after.equals(Optional.of(text.meaning()))
                ? Optional.empty()
                : Optional.of(new ChangedReading(
                        text.eventId(),
                        text.tenant(),
                        text.meaning(),
                        after,
                        now.map(Recognition::rule).orElse("")));
    }
}
