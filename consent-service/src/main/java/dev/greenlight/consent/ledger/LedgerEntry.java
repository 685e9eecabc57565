package dev.greenlight.consent.ledger;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.RecordedOptOutEvidence;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.ledger.LedgerChain;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as it stands on the ledger: every field of the fact under the fact's own name, because an export is
 * verified by these names and values (docs/ledger.md).
 *
 * @param effectiveAt when the person decided
 * @param review who decided on a text that was held for review; null where nobody did
 * @param request the request to opt in that was opened, refused, answered or closed; null where it is about none
 * @param optOut an opt-out that was said by other means than a text; null where it is about none
 * @param email what was done about an email address; null for a phone number
 * @param link its place in the chain; null where it was written before there were chains
 */
public record LedgerEntry(
        String eventId,
        String tenant,
        String channel,
        String address,
        long sequence,
        String outcome,
        List<String> reasons,
        String statusBefore,
        String statusAfter,
        String scopeAfter,
        Instant effectiveAt,
        Evidence evidence,
        @Nullable Review review,
        @Nullable Request request,
        @Nullable OptOut optOut,
        @Nullable Email email,
        @Nullable Link link) {

    /** Not shown: whoever has this link can answer in the person's name. */
    private static final String WITHHELD = "email.confirmUrl";

    /**
     * The place of an entry in the chain of its number. Hashes and salts are in hexadecimal digits.
     *
     * @param form of the bytes that were hashed
     * @param commitments by path, what stands for the personal fields in the hash
     */
    public record Link(int form, String previousHash, String hash, SortedMap<String, Committed> commitments) {

        private static @Nullable Link of(ConsentChanged event) {
            LedgerLink link = event.getLink();
            if (link == null) {
                return null;
            }
            var commitments = new TreeMap<String, Committed>();
            LedgerChain.commitments(event)
                    .forEach((path, of) -> commitments.put(
                            path,
                            new Committed(
                                    path.equals(WITHHELD) || of.salt() == null
                                            ? null
                                            : HexFormat.of().formatHex(of.salt()),
                                    HexFormat.of().formatHex(of.commitment()))));
            return new Link(link.getForm(), hex(link.getPreviousHash()), hex(link.getHash()), commitments);
        }

        private static String hex(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
    }

    /**
     * What stands for a personal field in the hash.
     *
     * @param salt with which the field can be checked; null for one that is not shown, or was erased
     */
    public record Committed(@Nullable String salt, String commitment) {}

    /** Of the entry, in hexadecimal digits; null where it has none. */
    public @Nullable String hash() {
        return link == null ? null : link.hash;
    }

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

    /** An opt-out as somebody at the company wrote it down. */
    public record OptOut(
            String commandId, String means, String scope, String evidence, String recordedBy, Instant recordedAt) {

        private static @Nullable OptOut of(@Nullable RecordedOptOutEvidence optOut) {
            return optOut == null
                    ? null
                    : new OptOut(
                            optOut.getCommandId(),
                            optOut.getMeans().name(),
                            optOut.getScope().name(),
                            optOut.getEvidence(),
                            optOut.getRecordedBy(),
                            optOut.getRecordedAt());
        }
    }

    /** Who did what about marketing email to an address; without the link that only the sender of the email gets. */
    public record Email(
            String act,
            @Nullable String reason,
            @Nullable String suppressionAfter,
            String list,
            String doneBy,
            String note,
            String ipAddress,
            String userAgent) {

        private static @Nullable Email of(@Nullable EmailEvidence email) {
            return email == null
                    ? null
                    : new Email(
                            email.getAct().name(),
                            name(email.getReason()),
                            name(email.getSuppressionAfter()),
                            email.getList(),
                            email.getDoneBy(),
                            email.getNote(),
                            email.getIpAddress(),
                            email.getUserAgent());
        }

        private static @Nullable String name(@Nullable EmailSuppressionReason reason) {
            return reason == null ? null : reason.name();
        }
    }

    /** The entry that a fact is. */
    public static LedgerEntry of(ConsentChanged event) {
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
                event.getTenant(),
                event.getChannel().name(),
                event.getAddress(),
                event.getSequence(),
                event.getOutcome().name(),
                List.copyOf(event.getReasons()),
                event.getStatusBefore().name(),
                event.getStatusAfter().name(),
                event.getScopeAfter().name(),
                event.getEffectiveAt(),
                evidence,
                Review.of(event.getReview()),
                Request.of(event.getRequest()),
                OptOut.of(event.getOptOut()),
                Email.of(event.getEmail()),
                Link.of(event));
    }
}
