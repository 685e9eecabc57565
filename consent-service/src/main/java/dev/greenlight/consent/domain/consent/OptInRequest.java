package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A person is asked to opt in. While the request is open a plain yes is enough.
 *
 * <p>The first answer by its own time decides, whatever arrives first: the request keeps the earliest of all that it
 * has heard, so it ends the same in every order of arrival. A keyword counts as an answer even if it is older than
 * the request, because whoever said STOP before was never to be asked; yes and no count only while it is open.
 *
 * @param requestId unique for the number
 * @param origin why the person was asked
 * @param openedAt from then on, inclusive
 * @param expiresAt until then, exclusive; fixed when the request was opened
 * @param answer the earliest answer, or null
 * @param expired whether anything that happened at {@code expiresAt} or later has been seen
 */
public record OptInRequest(
        String requestId,
        Origin origin,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Answer answer,
        boolean expired) {

    /**
     * Why a person was asked.
     *
     * @param disclosure the version of the text that the person was shown; may be empty
     * @param evidence whatever the company can show for it, in its own words; may be empty
     * @param askedBy who asked for it
     */
    public record Origin(OptInSource source, String disclosure, String evidence, String askedBy) {}

    /** What a person can say to a request; of answers of one time the stricter counts. */
    public enum AnswerKind {
        OPT_OUT,
        DECLINE,
        OPT_IN,
        CONFIRM
    }

    /** What a person said to a request, and when. */
    public record Answer(AnswerKind kind, Instant at, String eventId) {

        private static final Comparator<Answer> FIRST =
                Comparator.comparing(Answer::at).thenComparing(Answer::kind).thenComparing(Answer::eventId);

        boolean isBefore(Answer other) {
            return FIRST.compare(this, other) < 0;
        }
    }

    /** Opened, and not heard of since. */
    public static OptInRequest open(String requestId, Origin origin, Instant openedAt, Instant expiresAt) {
        return new OptInRequest(requestId, origin, openedAt, expiresAt, null, false);
    }

    /** Whether it waits for an answer, as far as what has happened tells. */
    public boolean isOpen() {
        return answer == null && !expired;
    }

    /** When the person agreed to it; null where another answer came first, or none. */
    public @Nullable Instant confirmedAt() {
        return answer != null && answer.kind == AnswerKind.CONFIRM ? answer.at : null;
    }

    OptInRequest hear(Answer heard) {
        boolean keyword = heard.kind == AnswerKind.OPT_OUT || heard.kind == AnswerKind.OPT_IN;
        boolean inTime = heard.at.isBefore(expiresAt) && (keyword || !heard.at.isBefore(openedAt));
        return inTime && (answer == null || heard.isBefore(answer))
                ? new OptInRequest(requestId, origin, openedAt, expiresAt, heard, expired)
                : this;
    }

    OptInRequest asOf(Instant time) {
        return expired || time.isBefore(expiresAt)
                ? this
                : new OptInRequest(requestId, origin, openedAt, expiresAt, answer, true);
    }
}
