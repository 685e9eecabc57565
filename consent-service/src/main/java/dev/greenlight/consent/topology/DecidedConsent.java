package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one text, report, verdict, wish to ask, recorded opt-out or command about an email address leads to.
 *
 * @param newEntry the entry of the ledger, or null for a command that could not be decided on
 * @param newState the state to publish, or null where nobody could see a difference
 * @param outcome for the request that waits for it, or null where none does
 */
record DecidedConsent(
        @Nullable ConsentChanged newEntry,
        @Nullable ConsentState newState,
        @Nullable StoredCommandOutcome outcome) {

    boolean hasEntry() {
        return newEntry != null;
    }

    ConsentChanged entry() {
        return Objects.requireNonNull(newEntry, "asked for only where there is one");
    }

    boolean hasNewState() {
        return newState != null;
    }

    ConsentState state() {
        return Objects.requireNonNull(newState, "asked for only where there is one");
    }

    boolean isAwaited() {
        return outcome != null;
    }

    StoredCommandOutcome reply() {
        return Objects.requireNonNull(outcome, "asked for only where there is one");
    }
}
