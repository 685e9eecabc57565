package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What one condition came to.
 *
 * @param condition the condition
 * @param outcome whether it holds
 * @param exclusion the reason against membership; null unless it failed
 * @param setBy what made it so; null where nothing ever said anything about it
 */
public record Finding(
        Condition condition,
        Outcome outcome,
        @Nullable Exclusion exclusion,
        @Nullable Cause setBy) {

    /** A condition about which nothing is known has not passed. */
    public enum Outcome {
        PASSED,
        FAILED,
        NOT_KNOWN
    }

    static Finding passed(Condition condition, @Nullable Cause setBy) {
        return new Finding(condition, Outcome.PASSED, null, setBy);
    }

    static Finding failed(Condition condition, Exclusion exclusion, @Nullable Cause setBy) {
        return new Finding(condition, Outcome.FAILED, exclusion, setBy);
    }

    static Finding notKnown(Condition condition) {
        return new Finding(condition, Outcome.NOT_KNOWN, null, null);
    }

    public boolean hasPassed() {
        return outcome == Outcome.PASSED;
    }
}
