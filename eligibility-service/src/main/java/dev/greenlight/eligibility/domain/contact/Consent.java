package dev.greenlight.eligibility.domain.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of an address said last.
 *
 * @param status where it stands
 * @param scope what an opt-out ends
 * @param sequence the number of the ledger entry after which it held; a higher one is newer, -1 where all were erased
 * @param setBy the ledger entry; its time is when the status began
 * @param pendingUntil until when an open request can be answered; null unless the status is PENDING
 * @param suppression of an email address; NONE for a phone number
 */
public record Consent(
        ConsentStatus status,
        OptOutScope scope,
        long sequence,
        Cause setBy,
        @Nullable Instant pendingUntil,
        Suppression suppression) {

    private static final long ERASED = -1;

    /** Of a phone number, or of an email address that is not suppressed. */
    public Consent(
            ConsentStatus status, OptOutScope scope, long sequence, Cause setBy, @Nullable Instant pendingUntil) {
        this(status, scope, sequence, setBy, pendingUntil, Suppression.NONE);
    }

    /** In the place of what was forgotten because the person wants to be: neither texts nor emails. */
    static Consent erased(Cause cause) {
        return new Consent(ConsentStatus.OPTED_OUT, OptOutScope.ALL, ERASED, cause, null, Suppression.UNSUBSCRIBE);
    }

    boolean isErased() {
        return sequence == ERASED;
    }

    /** The status at a time: nothing is written when the time of an open request is over. */
    public ConsentStatus statusAt(Instant now) {
        boolean over = status == ConsentStatus.PENDING && pendingUntil != null && !pendingUntil.isAfter(now);
        return over ? ConsentStatus.NEVER_ASKED : status;
    }
}
