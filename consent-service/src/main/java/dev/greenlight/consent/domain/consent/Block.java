package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gateway or carrier does not deliver to the number. It lasts until the person texts an opt-in, which also makes a
 * gateway deliver again.
 *
 * @param since when it was last reported
 */
public record Block(Instant since, Cause cause) {

    /** Why the number is not reached. */
    public enum Cause {
        /** The gateway has heard a stop. */
        OPTED_OUT,
        /** The number is disconnected: whoever gets it next has agreed to nothing. */
        DEACTIVATED
    }

    /** The later of two, and of two at one time the deactivation, so that the order of reports does not matter. */
    Block or(@Nullable Block other) {
        if (other == null) {
            return this;
        }
        int order = since.compareTo(other.since);
        return order > 0 || (order == 0 && cause == Cause.DEACTIVATED) ? this : other;
    }
}
