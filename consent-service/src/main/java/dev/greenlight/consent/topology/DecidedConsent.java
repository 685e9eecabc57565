package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * What one text, report, verdict, wish to ask, recorded opt-out or command about an email address leads to.
 *
 * @param newEntry the entry of the ledger, or null for a command that could not be decided on
 * @param newState the state to publish, or null where nobody could see a difference
 * @param outcome for the request that waits for it, or null where none does
 * @param lifted the pseudonym of an erased address whose person is back, or null
 */
record DecidedConsent(
        @Nullable ConsentChanged newEntry,
        @Nullable ConsentState newState,
        @Nullable StoredCommandOutcome outcome,
        @Nullable String lifted) {

    DecidedConsent(
            @Nullable ConsentChanged newEntry,
            @Nullable ConsentState newState,
            @Nullable StoredCommandOutcome outcome) {
        this(newEntry, newState, outcome, null);
    }

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

    boolean liftsErasure() {
        return lifted != null;
    }

    /** The tombstone of the mark, under its key. */
    KeyValue<String, StoredErasedAddress> unmarked() {
        return KeyValue.pair(Objects.requireNonNull(lifted, "asked for only where there is one"), null);
    }

    boolean isAwaited() {
        return outcome != null;
    }

    StoredCommandOutcome reply() {
        return Objects.requireNonNull(outcome, "asked for only where there is one");
    }
}
