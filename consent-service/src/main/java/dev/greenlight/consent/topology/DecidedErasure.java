package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.schemas.consent.ConsentChanged;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * What the erasure of an address leads to.
 *
 * @param entry the last one of the ledger about it
 * @param pseudonym the key by which the address is remembered
 * @param mark that it was erased
 * @param outcome for the request that waits for it, or null where none does
 */
record DecidedErasure(
        ConsentChanged entry,
        String pseudonym,
        StoredErasedAddress mark,
        @Nullable StoredCommandOutcome outcome) {

    /** Under the key of the mark. */
    KeyValue<String, StoredErasedAddress> marked() {
        return KeyValue.pair(pseudonym, mark);
    }

    boolean isAwaited() {
        return outcome != null;
    }

    StoredCommandOutcome reply() {
        return Objects.requireNonNull(outcome, "asked for only where there is one");
    }
}
