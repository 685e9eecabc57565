package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of the office's wish to ask a person to opt in. */
public sealed interface OptInDecision {

    /**
     * It was opened, found open already, or refused; the outcome tells which.
     *
     * @param decision for the ledger
     * @param request what was asked for, or the one that is open already; null where it was refused
     * @param retryAt from when on it may be asked for again; null unless it was refused for the time only
     */
    record Decided(
            ConsentDecision decision,
            @Nullable OptInRequest request,
            @Nullable Instant retryAt) implements OptInDecision {}

    /** The same command has opened a request before. */
    record Repeated() implements OptInDecision {}
}
