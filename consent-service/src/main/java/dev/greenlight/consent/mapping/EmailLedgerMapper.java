package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.email.EmailOutcome;
import dev.greenlight.consent.domain.email.EmailRequest;
import dev.greenlight.consent.stored.StoredEmailAct;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredEmailReason;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.EmailAct;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.OptInSource;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TimeSource;
import org.jspecify.annotations.Nullable;

/** What was decided about an email address, as entries of the ledger. */
public final class EmailLedgerMapper {

    /** What the button sends by which a person agrees. */
    public static final String YES = "answer=yes";

    /** What the button sends by which a person does not. */
    public static final String NO = "answer=no";

    private EmailLedgerMapper() {}

    /**
     * The entry of the ledger about one decision.
     *
     * @param partition the partition of the topic of commands that holds the command
     * @param offset the offset of the command in that partition
     */
    public static ConsentChanged toLedgerEntry(
            Decided decided,
            @Nullable StoredEmailConsent before,
            StoredEmailCommand command,
            int partition,
            long offset) {
        String eventId = "email:" + command.getCommandId();
        return new ConsentChanged(
                LedgerEntryMapper.eventId(eventId, partition, offset),
                command.getTenant(),
                Channel.EMAIL,
                command.getAddress(),
                before == null ? 1 : before.getDecisions() + 1,
                toEvent(decided.outcome()),
                decided.causes().stream().map(EmailCause::name).toList(),
                EmailMapper.statusOf(decided.before()),
                EmailMapper.statusOf(decided.after()),
                EmailMapper.scopeOf(decided.after()),
                command.getAskedAt(),
                evidence(command, eventId, partition, offset),
                null,
                request(decided, command),
                null,
                email(decided, command),
                null);
    }

    private static TextEvidence evidence(StoredEmailCommand command, String eventId, int partition, long offset) {
        StoredEmailReason reason = command.getReason();
        String gateway = switch (command.getAct()) {
            case UNSUBSCRIBE -> "unsubscribe-link";
            case AGREE, DECLINE -> "opt-in-link";
            case ASK_BY_FORM -> "web-form";
            default -> "office";
        };
        String sent = switch (command.getAct()) {
            case UNSUBSCRIBE -> EmailCommandMapper.ONE_CLICK;
            case AGREE -> YES;
            case DECLINE -> NO;
            default -> "";
        };
        String keyword = switch (command.getAct()) {
            case ASK, ASK_BY_FORM -> String.valueOf(command.getSource());
            case AGREE -> "YES";
            case DECLINE -> "NO";
            default -> reason == null ? "" : reason.name();
        };
        String rule = switch (command.getAct()) {
            case UNSUBSCRIBE -> "email-unsubscribe";
            case ASK, ASK_BY_FORM -> "email-opt-in-request";
            case AGREE, DECLINE -> "email-opt-in-answer";
            default -> reason == null ? "email-unsuppress" : "email-suppress";
        };
        return new TextEvidence(
                eventId,
                gateway,
                command.getCommandId(),
                "",
                sent,
                keyword,
                rule,
                command.getAskedAt(),
                TimeSource.GREENLIGHT,
                partition,
                offset,
                GatewayHint.NONE);
    }

    private static EmailEvidence email(Decided decided, StoredEmailCommand command) {
        StoredEmailReason reason = command.getReason();
        return new EmailEvidence(
                toAct(command.getAct()),
                reason == null ? null : EmailSuppressionReason.valueOf(reason.name()),
                EmailMapper.suppressionOf(decided.after()),
                command.getList(),
                command.getAskedBy(),
                command.getNote(),
                decided.outcome() == EmailOutcome.REQUESTED ? command.getConfirmUrl() : "",
                command.getIpAddress(),
                command.getUserAgent());
    }

    /** The request that was opened, refused, answered, or open already; null where it is about none. */
    private static @Nullable OptInRequestEvidence request(Decided decided, StoredEmailCommand command) {
        EmailRequest latest = decided.after().requests().latest();
        return switch (command.getAct()) {
            case ASK, ASK_BY_FORM ->
                decided.outcome() == EmailOutcome.REFUSED || latest == null ? refused(command) : toEvidence(latest);
            case AGREE, DECLINE ->
                latest != null && latest.requestId().equals(command.getRequestId()) ? toEvidence(latest) : null;
            default -> null;
        };
    }

    private static OptInRequestEvidence refused(StoredEmailCommand command) {
        return new OptInRequestEvidence(
                command.getCommandId(),
                OptInSource.valueOf(String.valueOf(command.getSource())),
                command.getDisclosure(),
                command.getEvidence(),
                command.getAskedBy(),
                command.getAskedAt(),
                null);
    }

    private static OptInRequestEvidence toEvidence(EmailRequest request) {
        return new OptInRequestEvidence(
                request.requestId(),
                OptInSource.valueOf(request.origin().source().name()),
                request.origin().disclosure(),
                request.origin().evidence(),
                request.origin().askedBy(),
                request.openedAt(),
                request.expiresAt());
    }

    private static EmailAct toAct(StoredEmailAct act) {
        return switch (act) {
            case SUPPRESS -> EmailAct.SUPPRESS;
            case UNSUPPRESS, UNSUPPRESS_AS_ADMIN -> EmailAct.UNSUPPRESS;
            case UNSUBSCRIBE -> EmailAct.UNSUBSCRIBE;
            case ASK -> EmailAct.ASK;
            case ASK_BY_FORM -> EmailAct.ASK_BY_FORM;
            case AGREE -> EmailAct.AGREE;
            case DECLINE -> EmailAct.DECLINE;
            case UNKNOWN -> EmailAct.UNKNOWN;
        };
    }

    private static ConsentOutcome toEvent(EmailOutcome outcome) {
        return switch (outcome) {
            case SUPPRESSED -> ConsentOutcome.SUPPRESSED;
            case UNSUPPRESSED -> ConsentOutcome.UNSUPPRESSED;
            case CONFIRMED -> ConsentOutcome.CONFIRMED;
            case NOTED -> ConsentOutcome.NOTED;
            case STALE -> ConsentOutcome.STALE;
            case REFUSED -> ConsentOutcome.REFUSED;
            case REQUESTED -> ConsentOutcome.REQUESTED;
            case GRANTED -> ConsentOutcome.GRANTED;
            case DECLINED -> ConsentOutcome.DECLINED;
        };
    }
}
