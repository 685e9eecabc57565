package dev.greenlight.schemas.ledger;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.RecordedOptOutEvidence;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.TextEvidence;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the facts of consent apart: every field but the link has its line here. */
final class ConsentFacts {

    static final String ADDRESS = "address";

    private ConsentFacts() {}

    /** The fields that can be erased, and are therefore hashed as commitments only. Empty ones are left out. */
    static SortedMap<String, Commitment> commitments(ConsentChanged fact, byte[] factSalt) {
        var found = new TreeMap<String, Commitment>();
        TextEvidence evidence = fact.getEvidence();
        commit(found, ADDRESS, fact.getAddress(), factSalt);
        commit(found, "evidence.text", evidence.getText(), factSalt);
        // the words that matched are words of the person
        commit(found, "evidence.keyword", evidence.getKeyword(), factSalt);
        ReviewEvidence review = fact.getReview();
        if (review != null) {
            commit(found, "review.reviewer", review.getReviewer(), factSalt);
            commit(found, "review.note", review.getNote(), factSalt);
        }
        OptInRequestEvidence request = fact.getRequest();
        if (request != null) {
            commit(found, "request.evidence", request.getEvidence(), factSalt);
            commit(found, "request.askedBy", request.getAskedBy(), factSalt);
        }
        RecordedOptOutEvidence optOut = fact.getOptOut();
        if (optOut != null) {
            commit(found, "optOut.evidence", optOut.getEvidence(), factSalt);
            commit(found, "optOut.recordedBy", optOut.getRecordedBy(), factSalt);
        }
        EmailEvidence email = fact.getEmail();
        if (email != null) {
            commit(found, "email.doneBy", email.getDoneBy(), factSalt);
            commit(found, "email.note", email.getNote(), factSalt);
            commit(found, "email.confirmUrl", email.getConfirmUrl(), factSalt);
            commit(found, "email.ipAddress", email.getIpAddress(), factSalt);
            commit(found, "email.userAgent", email.getUserAgent(), factSalt);
        }
        return found;
    }

    /** A copy with nothing in the place of each field that {@link #commitments} knows. */
    static ConsentChanged withoutPersonal(ConsentChanged fact) {
        ConsentChanged.Builder copy = ConsentChanged.newBuilder(fact)
                .setAddress("")
                .setEvidence(TextEvidence.newBuilder(fact.getEvidence())
                        .setText("")
                        .setKeyword("")
                        .build());
        if (fact.getReview() != null) {
            copy.setReview(ReviewEvidence.newBuilder(fact.getReview())
                    .setReviewer("")
                    .setNote("")
                    .build());
        }
        if (fact.getRequest() != null) {
            copy.setRequest(OptInRequestEvidence.newBuilder(fact.getRequest())
                    .setEvidence("")
                    .setAskedBy("")
                    .build());
        }
        if (fact.getOptOut() != null) {
            copy.setOptOut(RecordedOptOutEvidence.newBuilder(fact.getOptOut())
                    .setEvidence("")
                    .setRecordedBy("")
                    .build());
        }
        if (fact.getEmail() != null) {
            copy.setEmail(EmailEvidence.newBuilder(fact.getEmail())
                    .setDoneBy("")
                    .setNote("")
                    .setConfirmUrl("")
                    .setIpAddress("")
                    .setUserAgent("")
                    .build());
        }
        return copy.build();
    }

    static CanonicalFact canonical(ConsentChanged fact, Map<String, Commitment> commitments) {
        var canonical = new CanonicalFact();
        canonical.text("eventId", fact.getEventId());
        canonical.text("tenant", fact.getTenant());
        canonical.name("channel", fact.getChannel());
        canonical.number("sequence", fact.getSequence());
        canonical.name("outcome", fact.getOutcome());
        canonical.texts("reasons", fact.getReasons());
        canonical.name("statusBefore", fact.getStatusBefore());
        canonical.name("statusAfter", fact.getStatusAfter());
        canonical.name("scopeAfter", fact.getScopeAfter());
        canonical.time("effectiveAt", fact.getEffectiveAt());
        evidence(canonical, fact.getEvidence());
        ReviewEvidence review = fact.getReview();
        if (review != null) {
            canonical.name("review.reading", review.getReading());
            canonical.texts("review.textEventIds", review.getTextEventIds());
            canonical.time("review.decidedAt", review.getDecidedAt());
        }
        OptInRequestEvidence request = fact.getRequest();
        if (request != null) {
            canonical.text("request.requestId", request.getRequestId());
            canonical.name("request.source", request.getSource());
            canonical.text("request.disclosure", request.getDisclosure());
            canonical.time("request.askedAt", request.getAskedAt());
            canonical.time("request.expiresAt", request.getExpiresAt());
        }
        RecordedOptOutEvidence optOut = fact.getOptOut();
        if (optOut != null) {
            canonical.text("optOut.commandId", optOut.getCommandId());
            canonical.name("optOut.means", optOut.getMeans());
            canonical.name("optOut.scope", optOut.getScope());
            canonical.time("optOut.recordedAt", optOut.getRecordedAt());
        }
        EmailEvidence email = fact.getEmail();
        if (email != null) {
            canonical.name("email.act", email.getAct());
            canonical.name("email.reason", email.getReason());
            canonical.name("email.suppressionAfter", email.getSuppressionAfter());
            canonical.text("email.list", email.getList());
        }
        commitments.forEach((path, commitment) -> canonical.committed(path, commitment.commitment()));
        return canonical;
    }

    private static void evidence(CanonicalFact canonical, TextEvidence evidence) {
        canonical.text("evidence.textEventId", evidence.getTextEventId());
        canonical.text("evidence.gateway", evidence.getGateway());
        canonical.text("evidence.gatewayMessageId", evidence.getGatewayMessageId());
        canonical.text("evidence.to", evidence.getTo());
        canonical.text("evidence.rule", evidence.getRule());
        canonical.time("evidence.receivedAt", evidence.getReceivedAt());
        canonical.name("evidence.receivedAtSource", evidence.getReceivedAtSource());
        canonical.number("evidence.topicPartition", evidence.getTopicPartition());
        canonical.number("evidence.topicOffset", evidence.getTopicOffset());
        canonical.name("evidence.gatewayHint", evidence.getGatewayHint());
    }

    private static void commit(Map<String, Commitment> found, String path, String value, byte[] factSalt) {
        if (!value.isEmpty()) {
            found.put(path, Commitment.to(path, value, factSalt));
        }
    }
}
