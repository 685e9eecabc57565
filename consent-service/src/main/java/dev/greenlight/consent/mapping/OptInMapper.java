package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInDecision.Decided;
import dev.greenlight.consent.domain.consent.OptInRequest;
import dev.greenlight.consent.domain.consent.OptInRequest.Answer;
import dev.greenlight.consent.domain.consent.OptInRequest.AnswerKind;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInRequests;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.consent.Outcome;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.stored.StoredAnswer;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredOptInRequest;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptInSource;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Requests to opt in, and the commands that ask for them, to the stores and the ledger and back. */
public final class OptInMapper {

    private OptInMapper() {}

    public static OptInAsk toAsk(StoredOptInRequestCommand command) {
        var origin = new Origin(
                toSource(command.getSource()), command.getDisclosure(), command.getEvidence(), command.getAskedBy());
        return new OptInAsk(eventId(command), command.getCommandId(), origin, command.getAskedAt());
    }

    public static StoredOptInRequestCommand toStored(String tenant, String address, OptInAsk ask) {
        Origin origin = ask.origin();
        return new StoredOptInRequestCommand(
                ask.requestId(),
                tenant,
                address,
                toStored(origin.source()),
                origin.disclosure(),
                origin.evidence(),
                ask.askedAt(),
                origin.askedBy());
    }

    /**
     * The same for every repetition of the command.
     *
     * @param commandId of the command
     */
    public static String eventId(String commandId) {
        return "opt-in-request:" + commandId;
    }

    public static CommandOutcome toOutcome(Outcome outcome) {
        return switch (outcome) {
            case REQUESTED -> CommandOutcome.CREATED;
            case REFUSED -> CommandOutcome.REFUSED;
            default -> CommandOutcome.UNCHANGED;
        };
    }

    /** What a request that waits can be told. */
    public static OptInView toView(StoredCommandOutcome outcome, Instant now) {
        StoredConsent consent = outcome.getConsent();
        return new OptInView(
                ConsentMapper.toView(consent, now),
                consent == null ? null : fromStored(consent).latest(),
                outcome.getRefusal().isEmpty() ? null : Reason.valueOf(outcome.getRefusal()),
                outcome.getRetryAt());
    }

    static OptInRequests fromStored(StoredConsent stored) {
        return new OptInRequests(stored.getAskedAt(), fromStored(stored.getRequest()));
    }

    static @Nullable StoredOptInRequest toStored(@Nullable OptInRequest request) {
        if (request == null) {
            return null;
        }
        Answer answer = request.answer();
        return new StoredOptInRequest(
                request.requestId(),
                toStored(request.origin().source()),
                request.origin().disclosure(),
                request.origin().evidence(),
                request.origin().askedBy(),
                request.openedAt(),
                request.expiresAt(),
                request.expired(),
                answer == null ? StoredAnswer.NONE : toStored(answer.kind()),
                answer == null ? null : answer.at(),
                answer == null ? "" : answer.eventId());
    }

    static @Nullable Instant expiryOf(StoredConsent stored) {
        StoredOptInRequest request = stored.getRequest();
        return request == null ? null : request.getExpiresAt();
    }

    static String eventId(StoredOptInRequestCommand command) {
        return eventId(command.getCommandId());
    }

    /** The request that a decision opened, refused, or found open already. */
    static OptInRequestEvidence toEvidence(Decided decided, StoredOptInRequestCommand command) {
        OptInRequest request = decided.request();
        return request == null
                ? new OptInRequestEvidence(
                        command.getCommandId(),
                        dev.greenlight.schemas.consent.OptInSource.valueOf(
                                command.getSource().name()),
                        command.getDisclosure(),
                        command.getEvidence(),
                        command.getAskedBy(),
                        command.getAskedAt(),
                        null)
                : toEvidence(request);
    }

    /** The request that a decision on something else answered or closed; null where it did neither. */
    static @Nullable OptInRequestEvidence answeredBy(ConsentDecision decision) {
        OptInRequest after = decision.after().requests().latest();
        return after == null || after.equals(decision.before().requests().latest()) ? null : toEvidence(after);
    }

    private static OptInRequestEvidence toEvidence(OptInRequest request) {
        return new OptInRequestEvidence(
                request.requestId(),
                dev.greenlight.schemas.consent.OptInSource.valueOf(
                        request.origin().source().name()),
                request.origin().disclosure(),
                request.origin().evidence(),
                request.origin().askedBy(),
                request.openedAt(),
                request.expiresAt());
    }

    private static @Nullable OptInRequest fromStored(@Nullable StoredOptInRequest stored) {
        if (stored == null) {
            return null;
        }
        var origin = new Origin(
                toSource(stored.getSource()), stored.getDisclosure(), stored.getEvidence(), stored.getAskedBy());
        AnswerKind kind = toKind(stored.getAnswer());
        return new OptInRequest(
                stored.getRequestId(),
                origin,
                stored.getOpenedAt(),
                stored.getExpiresAt(),
                kind == null
                        ? null
                        : new Answer(kind, Objects.requireNonNull(stored.getAnsweredAt()), stored.getAnsweredBy()),
                stored.getExpired());
    }

    private static @Nullable AnswerKind toKind(StoredAnswer stored) {
        return switch (stored) {
            case NONE -> null;
            case OPT_OUT -> AnswerKind.OPT_OUT;
            case DECLINE -> AnswerKind.DECLINE;
            case OPT_IN -> AnswerKind.OPT_IN;
            case CONFIRM -> AnswerKind.CONFIRM;
            case UNKNOWN -> throw new IllegalStateException("The store was written by a newer version: upgrade first");
        };
    }

    private static StoredAnswer toStored(AnswerKind kind) {
        return switch (kind) {
            case OPT_OUT -> StoredAnswer.OPT_OUT;
            case DECLINE -> StoredAnswer.DECLINE;
            case OPT_IN -> StoredAnswer.OPT_IN;
            case CONFIRM -> StoredAnswer.CONFIRM;
        };
    }

    static OptInSource toSource(StoredOptInSource stored) {
        return switch (stored) {
            case OFFICE -> OptInSource.OFFICE;
            case CUSTOMER_SWITCH -> OptInSource.CUSTOMER_SWITCH;
            case WEB_FORM -> OptInSource.WEB_FORM;
            case TECHNICIAN -> OptInSource.TECHNICIAN;
            case IMPORT -> OptInSource.IMPORT;
            case UNKNOWN -> throw new IllegalStateException("Written by a newer version: upgrade first");
        };
    }

    static StoredOptInSource toStored(OptInSource source) {
        return switch (source) {
            case OFFICE -> StoredOptInSource.OFFICE;
            case CUSTOMER_SWITCH -> StoredOptInSource.CUSTOMER_SWITCH;
            case WEB_FORM -> StoredOptInSource.WEB_FORM;
            case TECHNICIAN -> StoredOptInSource.TECHNICIAN;
            case IMPORT -> StoredOptInSource.IMPORT;
        };
    }
}
