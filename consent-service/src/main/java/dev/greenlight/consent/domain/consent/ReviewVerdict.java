package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import java.util.Set;

/**
 * What a person of the company read in texts that were held for review.
 *
 * @param eventId the same for every repetition of the request
 * @param textIds the texts that were read
 * @param reading what they are
 * @param decidedAt when it was decided
 */
public record ReviewVerdict(String eventId, Set<String> textIds, Reading reading, Instant decidedAt) {

    /** What a text is. */
    public enum Reading {
        /** The person wants no more texts. */
        REVOCATION,
        /** The person talks about something else. */
        CONVERSATION
    }
}
