package dev.greenlight.consent.domain.email;

import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person is asked by email to agree to marketing email. Kept are the first yes and the last no, which are the same in
 * every order of arrival: a yes after a no counts, and a no after a yes takes it back for good.
 *
 * @param requestId unique for the address
 * @param origin why the person is asked
 * @param byForm whether a form was filled in with the address: then a yes also lifts an earlier unsubscribe
 * @param openedAt from then on, inclusive
 * @param expiresAt until then, exclusive; fixed when the request was opened
 * @param agreedAt the first yes, or null
 * @param declinedAt the last no, or null
 * @param expired whether anything that happened at {@code expiresAt} or later has been seen
 */
public record EmailRequest(
        String requestId,
        Origin origin,
        boolean byForm,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant agreedAt,
        @Nullable Instant declinedAt,
        boolean expired) {

    /** Opened, and not heard of since. */
    public static EmailRequest open(EmailAct.Ask ask, Instant expiresAt) {
        return new EmailRequest(ask.commandId(), ask.origin(), ask.byForm(), ask.at(), expiresAt, null, null, false);
    }

    /** Whether it waits for an answer, as far as what has happened tells. */
    public boolean isOpen() {
        return agreedAt == null && declinedAt == null && !expired;
    }

    /** Whether the person's yes stands. */
    public boolean isAgreed() {
        return agreedAt != null && (declinedAt == null || declinedAt.isBefore(agreedAt));
    }

    /** Whether the person has said no after a yes; a tie is one too. */
    public boolean isTakenBack() {
        return agreedAt != null && !isAgreed();
    }

    /** Whether an answer at the time is in time. */
    boolean takesAnswerAt(Instant time) {
        return !time.isBefore(openedAt) && time.isBefore(expiresAt);
    }

    EmailRequest hear(boolean yes, Instant at) {
        Instant agreed = yes && (agreedAt == null || at.isBefore(agreedAt)) ? at : agreedAt;
        Instant declined = !yes && (declinedAt == null || at.isAfter(declinedAt)) ? at : declinedAt;
        return new EmailRequest(requestId, origin, byForm, openedAt, expiresAt, agreed, declined, expired);
    }

    EmailRequest asOf(Instant time) {
        return expired || time.isBefore(expiresAt)
                ? this
                : new EmailRequest(requestId, origin, byForm, openedAt, expiresAt, agreedAt, declinedAt, true);
    }
}
