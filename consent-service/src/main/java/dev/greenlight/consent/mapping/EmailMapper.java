package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.email.Authority;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.domain.email.EmailConsent;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.email.EmailOutcome;
import dev.greenlight.consent.domain.email.Mark;
import dev.greenlight.consent.domain.email.SuppressionReason;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredEmailAct;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredEmailMark;
import dev.greenlight.consent.stored.StoredEmailReason;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TimeSource;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Email addresses and the commands about them to the stores and the ledger and back. */
public final class EmailMapper {

    /** What the link of an email is sent, by RFC 8058. */
    public static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private static final String PERSON = "the person";

    private EmailMapper() {}

    /** What the office wants. */
    public static StoredEmailCommand toStored(
            String tenant, String address, EmailAct act, String note, String askedBy) {
        return switch (act) {
            case Suppress suppress ->
                new StoredEmailCommand(
                        act.commandId(),
                        tenant,
                        address,
                        StoredEmailAct.SUPPRESS,
                        toStored(suppress.reason()),
                        "",
                        note,
                        act.at(),
                        askedBy);
            case Lift lift ->
                new StoredEmailCommand(
                        act.commandId(),
                        tenant,
                        address,
                        lift.authority() == Authority.ADMIN
                                ? StoredEmailAct.UNSUPPRESS_AS_ADMIN
                                : StoredEmailAct.UNSUPPRESS,
                        null,
                        "",
                        note,
                        act.at(),
                        askedBy);
        };
    }

    /**
     * What a person wants who has used the link of an email.
     *
     * @param list that the link was made for; may be empty
     */
    public static StoredEmailCommand toUnsubscribe(
            String commandId, String tenant, String address, String list, Instant at) {
        return new StoredEmailCommand(
                commandId,
                tenant,
                address,
                StoredEmailAct.UNSUBSCRIBE,
                StoredEmailReason.UNSUBSCRIBE,
                list,
                "",
                at,
                PERSON);
    }

    public static EmailAct toAct(StoredEmailCommand command) {
        String commandId = command.getCommandId();
        Instant at = command.getAskedAt();
        return switch (command.getAct()) {
            case SUPPRESS, UNSUBSCRIBE ->
                new Suppress(commandId, at, fromStored(Objects.requireNonNull(command.getReason())));
            case UNSUPPRESS -> new Lift(commandId, at, Authority.OFFICE);
            case UNSUPPRESS_AS_ADMIN -> new Lift(commandId, at, Authority.ADMIN);
            case UNKNOWN -> throw new IllegalStateException("Written by a newer version: upgrade first");
        };
    }

    /** @param stored null for an address that nobody has heard of */
    public static EmailConsent fromStored(@Nullable StoredEmailConsent stored) {
        if (stored == null) {
            return EmailConsent.NOTHING_KNOWN;
        }
        var marks = new EnumMap<SuppressionReason, Mark>(SuppressionReason.class);
        for (StoredEmailMark mark : stored.getMarks()) {
            marks.put(fromStored(mark.getReason()), new Mark(mark.getSuppressedAt(), mark.getLiftedAt()));
        }
        return new EmailConsent(marks, stored.getRecentCommandIds());
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
                        .getHash());
    }

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
        boolean byLink = command.getAct() == StoredEmailAct.UNSUBSCRIBE;
        StoredEmailReason reason = command.getReason();
        String eventId = "email:" + command.getCommandId();
        var evidence = new TextEvidence(
                eventId,
                byLink ? "unsubscribe-link" : "office",
                command.getCommandId(),
                "",
                byLink ? ONE_CLICK : "",
                reason == null ? "" : reason.name(),
                byLink ? "email-unsubscribe" : reason == null ? "email-unsuppress" : "email-suppress",
                command.getAskedAt(),
                TimeSource.GREENLIGHT,
                partition,
                offset,
                GatewayHint.NONE);
        var email = new EmailEvidence(
                toAct(command.getAct()),
                reason == null ? null : EmailSuppressionReason.valueOf(reason.name()),
                suppressionOf(decided.after()),
                command.getList(),
                command.getAskedBy(),
                command.getNote());
        return new ConsentChanged(
                LedgerEntryMapper.eventId(eventId, partition, offset),
                command.getTenant(),
                Channel.EMAIL,
                command.getAddress(),
                before == null ? 1 : before.getDecisions() + 1,
                toEvent(decided.outcome()),
                decided.causes().stream().map(EmailCause::name).toList(),
                statusOf(decided.before()),
                statusOf(decided.after()),
                scopeOf(decided.after()),
                command.getAskedAt(),
                evidence,
                null,
                null,
                null,
                email,
                null);
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
                null,
                stored.getDecisions(),
                suppressionOf(consent));
    }

    /** @param stored null for an address that nobody has heard of */
    public static EmailView toView(@Nullable StoredEmailConsent stored) {
        return toView(stored, null);
    }

    /** What a request that waits can be told. */
    public static EmailView toView(StoredCommandOutcome outcome) {
        return toView(
                outcome.getEmail(), outcome.getRefusal().isEmpty() ? null : EmailCause.valueOf(outcome.getRefusal()));
    }

    public static CommandOutcome toOutcome(EmailOutcome outcome) {
        return switch (outcome) {
            case SUPPRESSED, UNSUPPRESSED -> CommandOutcome.UPDATED;
            case CONFIRMED, NOTED, STALE -> CommandOutcome.UNCHANGED;
            case REFUSED -> CommandOutcome.REFUSED;
        };
    }

    private static EmailView toView(@Nullable StoredEmailConsent stored, @Nullable EmailCause refusal) {
        return stored == null
                ? new EmailView(EmailConsent.NOTHING_KNOWN, 0, "", "", refusal)
                : new EmailView(
                        fromStored(stored),
                        stored.getSetBySequence(),
                        stored.getSetByEventId(),
                        stored.getSetBy(),
                        refusal);
    }

    private static String setBy(StoredEmailCommand command) {
        StoredEmailReason reason = command.getReason();
        return (reason == null ? "unsuppressed" : reason.name()) + " by " + command.getAskedBy();
    }

    /** What the person said; what the company decided stands in the suppression alone. */
    private static ConsentStatus statusOf(EmailConsent consent) {
        return consent.isOptedOut() ? ConsentStatus.OPTED_OUT : ConsentStatus.NEVER_ASKED;
    }

    private static OptOutScope scopeOf(EmailConsent consent) {
        return consent.isOptedOut() ? OptOutScope.MARKETING : OptOutScope.NONE;
    }

    private static @Nullable EmailSuppressionReason suppressionOf(EmailConsent consent) {
        var suppression = consent.suppression();
        return suppression == null
                ? null
                : EmailSuppressionReason.valueOf(suppression.reason().name());
    }

    private static dev.greenlight.schemas.consent.EmailAct toAct(StoredEmailAct act) {
        return switch (act) {
            case SUPPRESS -> dev.greenlight.schemas.consent.EmailAct.SUPPRESS;
            case UNSUPPRESS, UNSUPPRESS_AS_ADMIN -> dev.greenlight.schemas.consent.EmailAct.UNSUPPRESS;
            case UNSUBSCRIBE -> dev.greenlight.schemas.consent.EmailAct.UNSUBSCRIBE;
            case UNKNOWN -> dev.greenlight.schemas.consent.EmailAct.UNKNOWN;
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
        };
    }

    private static StoredEmailReason toStored(SuppressionReason reason) {
        return StoredEmailReason.valueOf(reason.name());
    }

    private static SuppressionReason fromStored(StoredEmailReason reason) {
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
