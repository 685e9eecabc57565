package dev.greenlight.consent.domain.email;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an address was last suppressed for a reason, and when that was last lifted by somebody who may.
 *
 * @param suppressedAt null where it never was
 * @param liftedAt null where it never was; counts for what was suppressed before then
 */
public record Mark(@Nullable Instant suppressedAt, @Nullable Instant liftedAt) {

    static final Mark NONE = new Mark(null, null);

    /** Whether the reason holds; a tie goes to the suppression. */
    public boolean holds() {
        return suppressedAt != null && (liftedAt == null || !suppressedAt.isBefore(liftedAt));
    }

    Mark suppressed(Instant at) {
        return new Mark(later(suppressedAt, at), liftedAt);
    }

    Mark lifted(Instant at) {
        return new Mark(suppressedAt, later(liftedAt, at));
    }

    private static Instant later(@Nullable Instant known, Instant at) {
        return known == null || known.isBefore(at) ? at : known;
    }
}
