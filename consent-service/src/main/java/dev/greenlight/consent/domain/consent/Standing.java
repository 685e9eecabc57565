package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a number stands, as everybody sees it: what its owner said, unless something that weighs more is in the way.
 *
 * @param scope what an opt-out ends; null where the owner did not opt out
 * @param since when the status began; null where nothing ever happened
 */
public record Standing(
        Status status,
        @Nullable OptOutScope scope,
        @Nullable Instant since) {

    /** The heavier weighs more: a block hides an opt-out of marketing, an opt-out of everything hides the block. */
    public enum Status {
        NEVER_ASKED,
        /** The person was asked and has not answered yet. */
        PENDING,
        OPTED_IN,
        ON_HOLD,
        OPTED_OUT,
        BLOCKED_AT_GATEWAY
    }
}
