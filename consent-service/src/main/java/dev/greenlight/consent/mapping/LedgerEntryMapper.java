package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.OptInDecision;
import dev.greenlight.consent.domain.consent.Outcome;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.domain.consent.Standing;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredHeldText;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredReading;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided about a number, as entries of the ledger. */
public final class LedgerEntryMapper {

    private LedgerEntryMapper() {}

    /**
     * The entry of the ledger about one decision on a text.
     *
     * @param partition the partition of the topic of texts that holds the text
     * @param offset the offset of the text in that partition
     */
    public static ConsentChanged toLedgerEntry(
            ConsentDecision decision, @Nullable StoredConsent before, TextReceived text, int partition, long offset) {
        return entry(
                decision,
                before,
                eventId(text.getEventId(), partition, offset),
                text.getTenant(),
                text.getFrom(),
                text.getReceivedAt(),
                EvidenceMapper.of(text, partition, offset),
                null,
                OptInMapper.answeredBy(decision));
    }

    /** The same for a report that the number is blocked. */
    public static ConsentChanged toLedgerEntry(
            ConsentDecision decision,
            @Nullable StoredConsent before,
            NumberBlocked report,
            int partition,
            long offset) {
        return entry(
                decision,
                before,
                eventId(report.getEventId(), partition, offset),
                report.getTenant(),
                report.getNumber(),
                report.getReportedAt(),
                EvidenceMapper.of(report, partition, offset),
                null,
                OptInMapper.answeredBy(decision));
    }

    /**
     * The same for what a person read in held texts.
     *
     * @param text the latest of the texts that were read
     */
    public static ConsentChanged toLedgerEntry(
            ConsentDecision decision,
            @Nullable StoredConsent before,
            StoredReviewCommand command,
            StoredHeldText text,
            int partition,
            long offset) {
        return entry(
                decision,
                before,
                eventId(ReviewMapper.eventId(command), partition, offset),
                command.getTenant(),
                command.getAddress(),
                command.getReading() == StoredReading.REVOCATION ? text.getReceivedAt() : command.getDecidedAt(),
                EvidenceMapper.of(text),
                ReviewMapper.toEvidence(command),
                OptInMapper.answeredBy(decision));
    }

    /** The same for a wish to ask the person to opt in. */
    public static ConsentChanged toLedgerEntry(
            OptInDecision.Decided decided,
            @Nullable StoredConsent before,
            StoredOptInRequestCommand command,
            int partition,
            long offset) {
        return entry(
                decided.decision(),
                before,
                eventId(OptInMapper.eventId(command), partition, offset),
                command.getTenant(),
                command.getAddress(),
                command.getAskedAt(),
                EvidenceMapper.of(command, partition, offset),
                null,
                OptInMapper.toEvidence(decided, command));
    }

    /** The same for an opt-out that was said by other means than a text. */
    public static ConsentChanged toLedgerEntry(
            ConsentDecision decision,
            @Nullable StoredConsent before,
            StoredOptOutCommand command,
            int partition,
            long offset) {
        ConsentChanged entry = entry(
                decision,
                before,
                eventId(OptOutMapper.eventId(command.getCommandId()), partition, offset),
                command.getTenant(),
                command.getAddress(),
                command.getReceivedAt(),
                EvidenceMapper.of(command, partition, offset),
                null,
                OptInMapper.answeredBy(decision));
        return ConsentChanged.newBuilder(entry)
                .setOptOut(OptOutMapper.toEvidence(command))
                .build();
    }

    private static ConsentChanged entry(
            ConsentDecision decision,
            @Nullable StoredConsent before,
            String eventId,
            String tenant,
            String address,
            Instant effectiveAt,
            TextEvidence evidence,
            @Nullable ReviewEvidence review,
            @Nullable OptInRequestEvidence request) {
        Standing after = decision.after().standing();
        return new ConsentChanged(
                eventId,
                tenant,
                Channel.SMS,
                address,
                before == null ? 1 : before.getDecisions() + 1,
                toEvent(decision.outcome()),
                names(decision.reasons()),
                ConsentMapper.statusOf(decision.before().standing()),
                ConsentMapper.statusOf(after),
                ConsentMapper.scopeOf(after),
                effectiveAt,
                evidence,
                review,
                request,
                null,
                null,
                null);
    }

    /**
     * Two companies may see the same message id, and the same text may lie on the log twice; the position of the
     * text tells the entries apart and is the same in every replay.
     */
    static String eventId(String eventId, int partition, long offset) {
        return "consent:" + eventId + ':' + partition + '-' + offset;
    }

    private static List<String> names(List<Reason> reasons) {
        List<String> names = new ArrayList<>(reasons.size());
        for (Reason reason : reasons) {
            names.add(reason.name());
        }
        return names;
    }

    private static ConsentOutcome toEvent(Outcome outcome) {
        return switch (outcome) {
            case GRANTED -> ConsentOutcome.GRANTED;
            case REVOKED -> ConsentOutcome.REVOKED;
            case CONFIRMED -> ConsentOutcome.CONFIRMED;
            case DUPLICATE -> ConsentOutcome.DUPLICATE;
            case STALE -> ConsentOutcome.STALE;
            case REFUSED -> ConsentOutcome.REFUSED;
            case NOTED -> ConsentOutcome.NOTED;
            case HELD -> ConsentOutcome.HELD;
            case RELEASED -> ConsentOutcome.RELEASED;
            case BLOCKED -> ConsentOutcome.BLOCKED;
            case REQUESTED -> ConsentOutcome.REQUESTED;
            case DECLINED -> ConsentOutcome.DECLINED;
        };
    }
}
