package dev.greenlight.consent.ledger;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.TextEvidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as it stands on the ledger.
 *
 * @param effectiveAt when the person decided
 * @param review who decided on a text that was held for review; null where nobody did
 * @param request the request to opt in that was opened, refused, answered or closed; null where it is about none
 */
public record LedgerEntry(
        String eventId,
        long sequence,
        String outcome,
        List<String> reasons,
        String statusBefore,
        String statusAfter,
        String scopeAfter,
        Instant effectiveAt,
        Evidence evidence,
        @Nullable Review review,
        @Nullable Request request) {

    /** The text behind a decision. */
    public record Evidence(
            String textEventId,
            String gateway,
            String gatewayMessageId,
            String to,
            String text,
            String keyword,
            String rule,
            Instant receivedAt,
            String receivedAtSource,
            int topicPartition,
            long topicOffset,
            String gatewayHint) {}

    /** A person's reading of held texts. */
    public record Review(String reading, List<String> textEventIds, String reviewer, String note, Instant decidedAt) {

        private static @Nullable Review of(@Nullable ReviewEvidence review) {
            return review == null
                    ? null
                    : new Review(
                            review.getReading().name(),
                            List.copyOf(review.getTextEventIds()),
                            review.getReviewer(),
                            review.getNote(),
                            review.getDecidedAt());
        }
    }

    /** A request to opt in. */
    public record Request(
            String requestId,
            String source,
            String disclosure,
            String evidence,
            String askedBy,
            Instant askedAt,
            @Nullable Instant expiresAt) {

        private static @Nullable Request of(@Nullable OptInRequestEvidence request) {
            return request == null
                    ? null
                    : new Request(
                            request.getRequestId(),
                            request.getSource().name(),
                            request.getDisclosure(),
                            request.getEvidence(),
                            request.getAskedBy(),
                            request.getAskedAt(),
                            request.getExpiresAt());
        }
    }

    static LedgerEntry of(ConsentChanged event) {
        TextEvidence text = event.getEvidence();
        var evidence = new Evidence(
                text.getTextEventId(),
                text.getGateway(),
                text.getGatewayMessageId(),
                text.getTo(),
                text.getText(),
                text.getKeyword(),
                text.getRule(),
                text.getReceivedAt(),
                text.getReceivedAtSource().name(),
                text.getTopicPartition(),
                text.getTopicOffset(),
                text.getGatewayHint().name());
        return new LedgerEntry(
                event.getEventId(),
                event.getSequence(),
                event.getOutcome().name(),
                List.copyOf(event.getReasons()),
                event.getStatusBefore().name(),
                event.getStatusAfter().name(),
                event.getScopeAfter().name(),
                event.getEffectiveAt(),
                evidence,
                Review.of(event.getReview()),
                Request.of(event.getRequest()));
    }
}
