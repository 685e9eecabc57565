package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.domain.email.EmailConsent;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.email.EmailOutcome;
import dev.greenlight.consent.domain.email.EmailRequest;
import dev.greenlight.consent.domain.email.EmailRequests;
import dev.greenlight.consent.domain.email.EmailStatus;
import dev.greenlight.consent.domain.email.Mark;
import dev.greenlight.consent.domain.email.SuppressionReason;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredEmailMark;
import dev.greenlight.consent.stored.StoredEmailReason;
import dev.greenlight.consent.stored.StoredEmailRequest;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.OptOutScope;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known about email addresses to the stores and back. */
public final class EmailMapper {

    private EmailMapper() {}

    /** @param stored null for an address that nobody has heard of */
    public static EmailConsent fromStored(@Nullable StoredEmailConsent stored) {
        if (stored == null) {
            return EmailConsent.NOTHING_KNOWN;
        }
        var marks = new EnumMap<SuppressionReason, Mark>(SuppressionReason.class);
        for (StoredEmailMark mark : stored.getMarks()) {
            marks.put(fromStored(mark.getReason()), new Mark(mark.getSuppressedAt(), mark.getLiftedAt()));
        }
        return new EmailConsent(
                marks,
                new EmailRequests(stored.getAskedAt(), fromStored(stored.getRequest())),
                stored.getRecentCommandIds());
    }

    /**
     * What is to be remembered after a decision.
     *
     * @param entry with its link
     */
    public static StoredEmailConsent toStored(
            Decided decided, @Nullable StoredEmailConsent before, ConsentChanged entry, StoredEmailCommand command) {
        EmailConsent after = decided.after();
        boolean sets = decided.changesWhatIsSeen();
        List<StoredEmailMark> marks = after.marks().entrySet().stream()
                .map(mark -> new StoredEmailMark(
                        toStored(mark.getKey()),
                        mark.getValue().suppressedAt(),
                        mark.getValue().liftedAt()))
                .toList();
        return new StoredEmailConsent(
                marks,
                entry.getSequence(),
                sets ? Long.valueOf(entry.getSequence()) : before == null ? Long.valueOf(0) : before.getSetBySequence(),
                sets ? entry.getEventId() : before == null ? "" : before.getSetByEventId(),
                sets ? setBy(command) : before == null ? "" : before.getSetBy(),
                after.recentCommandIds(),
                Objects.requireNonNull(entry.getLink(), "kept only after it was linked")
                        .getHash(),
                after.requests().askedAt(),
                toStored(after.requests().latest()));
    }

    /** The public state of an address. */
    public static ConsentState toState(String tenant, String address, StoredEmailConsent stored) {
        EmailConsent consent = fromStored(stored);
        Instant since = consent.since();
        return new ConsentState(
                tenant,
                Channel.EMAIL,
                address,
                statusOf(consent),
                scopeOf(consent),
                since == null ? Instant.EPOCH : since,
                stored.getSetBySequence(),
                stored.getSetByEventId(),
                stored.getSetBy(),
                pendingUntil(consent),
                stored.getDecisions(),
                suppressionOf(consent));
    }

    /** @param stored null for an address that nobody has heard of */
    public static EmailView toView(@Nullable StoredEmailConsent stored) {
        return toView(stored, null, null);
    }

    /** What a request that waits can be told. */
    public static EmailView toView(StoredCommandOutcome outcome) {
        return toView(
                outcome.getEmail(),
                outcome.getRefusal().isEmpty() ? null : EmailCause.valueOf(outcome.getRefusal()),
                outcome.getRetryAt());
    }

    public static CommandOutcome toOutcome(EmailOutcome outcome) {
        return switch (outcome) {
            case REQUESTED -> CommandOutcome.CREATED;
            case SUPPRESSED, UNSUPPRESSED, GRANTED, DECLINED -> CommandOutcome.UPDATED;
            case CONFIRMED, NOTED, STALE -> CommandOutcome.UNCHANGED;
            case REFUSED -> CommandOutcome.REFUSED;
        };
    }

    private static EmailView toView(
            @Nullable StoredEmailConsent stored, @Nullable EmailCause refusal, @Nullable Instant retryAt) {
        return stored == null
                ? new EmailView(EmailConsent.NOTHING_KNOWN, 0, "", "", refusal, retryAt)
                : new EmailView(
                        fromStored(stored),
                        stored.getSetBySequence(),
                        stored.getSetByEventId(),
                        stored.getSetBy(),
                        refusal,
                        retryAt);
    }

    private static String setBy(StoredEmailCommand command) {
        StoredEmailReason reason = command.getReason();
        String what = switch (command.getAct()) {
            case ASK, ASK_BY_FORM -> "opt-in request";
            case AGREE -> "opt-in";
            case DECLINE -> "no to a request";
            default -> reason == null ? "unsuppressed" : reason.name();
        };
        return what + " by " + command.getAskedBy();
    }

    /** What the person said; what the company decided stands in the suppression alone. */
    static ConsentStatus statusOf(EmailConsent consent) {
        return switch (consent.status()) {
            case NEVER_ASKED -> ConsentStatus.NEVER_ASKED;
            case PENDING -> ConsentStatus.PENDING;
            case OPTED_IN -> ConsentStatus.OPTED_IN;
            case OPTED_OUT -> ConsentStatus.OPTED_OUT;
        };
    }

    static OptOutScope scopeOf(EmailConsent consent) {
        return consent.isOptedOut() ? OptOutScope.MARKETING : OptOutScope.NONE;
    }

    static @Nullable EmailSuppressionReason suppressionOf(EmailConsent consent) {
        var suppression = consent.suppression();
        return suppression == null
                ? null
                : EmailSuppressionReason.valueOf(suppression.reason().name());
    }

    private static @Nullable Instant pendingUntil(EmailConsent consent) {
        EmailRequest latest = consent.requests().latest();
        return latest != null && consent.status() == EmailStatus.PENDING ? latest.expiresAt() : null;
    }

    private static @Nullable EmailRequest fromStored(@Nullable StoredEmailRequest stored) {
        return stored == null
                ? null
                : new EmailRequest(
                        stored.getRequestId(),
                        new Origin(
                                OptInMapper.toSource(stored.getSource()),
                                stored.getDisclosure(),
                                stored.getEvidence(),
                                stored.getAskedBy()),
                        stored.getByForm(),
                        stored.getOpenedAt(),
                        stored.getExpiresAt(),
                        stored.getAgreedAt(),
                        stored.getDeclinedAt(),
                        stored.getExpired());
    }

    private static @Nullable StoredEmailRequest toStored(@Nullable EmailRequest request) {
        return request == null
                ? null
                : new StoredEmailRequest(
                        request.requestId(),
                        OptInMapper.toStored(request.origin().source()),
                        request.origin().disclosure(),
                        request.origin().evidence(),
                        request.origin().askedBy(),
                        request.byForm(),
                        request.openedAt(),
                        request.expiresAt(),
                        request.agreedAt(),
                        request.declinedAt(),
                        request.expired());
    }

    static StoredEmailReason toStored(SuppressionReason reason) {
        return StoredEmailReason.valueOf(reason.name());
    }

    static SuppressionReason fromStored(StoredEmailReason reason) {
        return switch (reason) {
            case BOUNCE -> SuppressionReason.BOUNCE;
            case MANUAL_UNSUBSCRIBE -> SuppressionReason.MANUAL_UNSUBSCRIBE;
            case NEVER_EMAIL -> SuppressionReason.NEVER_EMAIL;
            case UNSUBSCRIBE -> SuppressionReason.UNSUBSCRIBE;
            case SPAM_REPORT -> SuppressionReason.SPAM_REPORT;
            case UNKNOWN -> throw new IllegalStateException("Written by a newer version: upgrade first");
        };
    }
}
