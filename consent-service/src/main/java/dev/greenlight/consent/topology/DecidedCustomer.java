package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.schemas.consent.CustomerState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one command about a customer leads to.
 *
 * @param newState the state to publish, or null where the record did not change
 * @param outcome for the request that waits for it, or null where none does
 */
record DecidedCustomer(
        @Nullable CustomerState newState, @Nullable StoredCommandOutcome outcome) {

    boolean hasNewState() {
        return newState != null;
    }

    CustomerState state() {
        return Objects.requireNonNull(newState, "asked for only where there is one");
    }

    boolean isAwaited() {
        return outcome != null;
    }

    StoredCommandOutcome reply() {
        return Objects.requireNonNull(outcome, "asked for only where there is one");
    }
}
