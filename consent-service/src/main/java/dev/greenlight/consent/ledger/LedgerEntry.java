package dev.greenlight.consent.ledger;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.TextEvidence;
import java.time.Instant;
import java.util.List;

/**
 * One decision, as it stands on the ledger.
 *
 * @param effectiveAt when the person decided
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
        Evidence evidence) {

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
            long topicOffset) {}

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
                text.getTopicOffset());
        return new LedgerEntry(
                event.getEventId(),
                event.getSequence(),
                event.getOutcome().name(),
                List.copyOf(event.getReasons()),
                event.getStatusBefore().name(),
                event.getStatusAfter().name(),
                event.getScopeAfter().name(),
                event.getEffectiveAt(),
                evidence);
    }
}
