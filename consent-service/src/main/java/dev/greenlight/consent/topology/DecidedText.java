package dev.greenlight.consent.topology;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one text leads to.
 *
 * @param entry the entry of the ledger
 * @param newState the state to publish, or null where nobody could see a difference
 */
record DecidedText(ConsentChanged entry, @Nullable ConsentState newState) {

    boolean hasNewState() {
        return newState != null;
    }

    ConsentState state() {
        return Objects.requireNonNull(newState, "asked for only where there is one");
    }
}
