package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.Block;
import dev.greenlight.consent.domain.consent.BlockReport;
import dev.greenlight.consent.domain.consent.Consent;
import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.ContactConsent;
import dev.greenlight.consent.domain.consent.HeldTexts;
import dev.greenlight.consent.domain.consent.HeldTexts.HeldText;
import dev.greenlight.consent.domain.consent.OptInDecision;
import dev.greenlight.consent.domain.consent.Outcome;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.domain.consent.SeenTexts;
import dev.greenlight.consent.domain.consent.SeenTexts.SeenText;
import dev.greenlight.consent.domain.consent.Standing;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.domain.consent.TextMeaning;
import dev.greenlight.consent.domain.consent.TextMessage;
import dev.greenlight.consent.stored.StoredBlockCause;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredConsentStatus;
import dev.greenlight.consent.stored.StoredHeldText;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredReading;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.consent.stored.StoredSeenText;
import dev.greenlight.consent.stored.StoredSource;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts, ledger entries and stored consents to the domain and back. */
public final class ConsentMapper {

    /** What sms-inbound calls the rule by which a gateway's opt-out counts where ours would have been none. */
    private static final String GATEWAY_RULE = "gateway-hint";

    private ConsentMapper() {}

    public static TextMessage toMessage(TextReceived text) {
        TextMeaning meaning = toMeaning(text);
        return new TextMessage(
                text.getEventId(), meaning, text.getStopsEverything(), disagrees(text, meaning), text.getReceivedAt());
    }

    public static BlockReport toReport(NumberBlocked report) {
        Block.Cause cause = switch (report.getCause()) {
            case DEACTIVATED -> Block.Cause.DEACTIVATED;
            // a cause that a newer version writes blocks all the same
            case OPTED_OUT, UNKNOWN -> Block.Cause.OPTED_OUT;
        };
        return new BlockReport(report.getEventId(), new Block(report.getReportedAt(), cause));
    }

    /** @param stored null for a number that nobody has heard from */
    public static ContactConsent fromStored(@Nullable StoredConsent stored) {
        return stored == null
                ? ContactConsent.NOTHING_SAID
                : new ContactConsent(
                        toConsent(stored),
                        OptInMapper.fromStored(stored),
                        toHeldTexts(stored.getHeldTexts()),
                        toBlock(stored),
                        toSeenTexts(stored.getSeenTexts()));
    }

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
                ledgerEventId(text.getEventId(), partition, offset),
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
                ledgerEventId(report.getEventId(), partition, offset),
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
                ledgerEventId(ReviewMapper.eventId(command), partition, offset),
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
                ledgerEventId(OptInMapper.eventId(command), partition, offset),
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
                ledgerEventId(OptOutMapper.eventId(command.getCommandId()), partition, offset),
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
                statusOf(decision.before().standing()),
                statusOf(after),
                scopeOf(after),
                effectiveAt,
                evidence,
                review,
                request,
                null,
                null,
                null);
    }

    /**
     * What is to be remembered after a decision.
     *
     * @param entry with its link
     * @param setBy what was decided on, for a person to read
     */
    public static StoredConsent toStored(
            ConsentDecision decision, @Nullable StoredConsent before, ConsentChanged entry, String setBy) {
        boolean sets = decision.hasNewProof()
                || !decision.before().spoken().equals(decision.after().spoken());
        Consent after = decision.after().consent();
        Block block = decision.after().block();
        OptedOut out = after instanceof OptedOut optedOut ? optedOut : null;
        return new StoredConsent(
                storedStatusOf(after),
                sinceOf(after),
                out == null ? null : out.everythingSince(),
                out == null ? null : out.optedInBefore(),
                entry.getSequence(),
                sets ? Long.valueOf(entry.getSequence()) : setBySequence(before),
                sets ? entry.getEventId() : before == null ? "" : before.getSetByEventId(),
                sets ? setBy : before == null ? "" : before.getSetBy(),
                toStored(decision.after().seenTexts()),
                toStored(decision.after().held()),
                block == null ? null : block.since(),
                block == null ? StoredBlockCause.UNKNOWN : toStored(block.cause()),
                overriddenBy(decision, before, entry, setBy),
                List.copyOf(decision.after().requests().askedAt()),
                OptInMapper.toStored(decision.after().requests().latest()),
                Objects.requireNonNull(entry.getLink(), "kept only after it was linked")
                        .getHash());
    }

    /** The public state of a number whose consent a person has set. */
    public static ConsentState toState(String tenant, String address, StoredConsent stored) {
        Standing standing = fromStored(stored).standing();
        StoredSource source = sourceOf(stored);
        Instant since = standing.since();
        return new ConsentState(
                tenant,
                Channel.SMS,
                address,
                statusOf(standing),
                scopeOf(standing),
                since == null ? Instant.EPOCH : since,
                source.getSequence(),
                source.getEventId(),
                source.getSetBy(),
                standing.status() == Status.PENDING ? OptInMapper.expiryOf(stored) : null,
                stored.getDecisions(),
                null);
    }

    /**
     * What there is to see at a time; a request that has expired by then is not.
     *
     * @param stored null for a number that nobody has heard from
     */
    public static ConsentView toView(@Nullable StoredConsent stored, Instant now) {
        ContactConsent known = fromStored(stored);
        ContactConsent consent = known.asOf(now);
        Standing standing = consent.standing();
        if (stored == null || !standing.equals(known.standing())) {
            return new ConsentView(standing, 0, "", "", null);
        }
        StoredSource source = sourceOf(stored);
        return new ConsentView(
                standing,
                source.getSequence(),
                source.getEventId(),
                source.getSetBy(),
                standing.status() == Status.PENDING ? consent.requests().latest() : null);
    }

    private static Consent toConsent(StoredConsent stored) {
        Instant since = stored.getSince();
        return switch (stored.getStatus()) {
            case NEVER_ASKED -> new NeverAsked();
            case OPTED_IN -> new OptedIn(required(since));
            case OPTED_OUT -> new OptedOut(required(since), stored.getEverythingSince(), stored.getOptedInBefore());
            case UNKNOWN -> throw new IllegalStateException("The store was written by a newer version: upgrade first");
        };
    }

    /**
     * Two companies may see the same message id, and the same text may lie on the log twice; the position of the
     * text tells the entries apart and is the same in every replay.
     */
    private static String ledgerEventId(String eventId, int partition, long offset) {
        return "consent:" + eventId + ':' + partition + '-' + offset;
    }

    /** An opt-out that only the gateway saw is a disagreement too: ours was another reading, or none. */
    private static boolean disagrees(TextReceived text, TextMeaning meaning) {
        return switch (text.getGatewayHint()) {
            case STOP -> meaning != TextMeaning.OPT_OUT || text.getRule().startsWith(GATEWAY_RULE);
            case START -> meaning != TextMeaning.OPT_IN;
            case HELP -> meaning != TextMeaning.HELP;
            case NONE, UNKNOWN -> false;
        };
    }

    /** What set the status that everybody sees. */
    private static StoredSource sourceOf(StoredConsent stored) {
        StoredSource overriding = stored.getOverriddenBy();
        return overriding == null
                ? new StoredSource(stored.getSetBySequence(), stored.getSetByEventId(), stored.getSetBy())
                : overriding;
    }

    /** When nothing is in the way any more, what the person said is the proof again. */
    private static @Nullable StoredSource overriddenBy(
            ConsentDecision decision, @Nullable StoredConsent before, ConsentChanged entry, String setBy) {
        ContactConsent after = decision.after();
        if (after.standing().equals(after.spoken())) {
            return null;
        }
        StoredSource known = before == null ? null : before.getOverriddenBy();
        return known == null || decision.changesWhatIsSeen()
                ? new StoredSource(entry.getSequence(), entry.getEventId(), setBy)
                : known;
    }

    private static @Nullable Block toBlock(StoredConsent stored) {
        Instant since = stored.getBlockedSince();
        if (since == null) {
            return null;
        }
        return new Block(
                since,
                stored.getBlockCause() == StoredBlockCause.DEACTIVATED
                        ? Block.Cause.DEACTIVATED
                        : Block.Cause.OPTED_OUT);
    }

    private static StoredBlockCause toStored(Block.Cause cause) {
        return switch (cause) {
            case OPTED_OUT -> StoredBlockCause.OPTED_OUT;
            case DEACTIVATED -> StoredBlockCause.DEACTIVATED;
        };
    }

    private static Long setBySequence(@Nullable StoredConsent before) {
        return before == null ? 0L : before.getSetBySequence();
    }

    private static Instant required(@Nullable Instant since) {
        if (since == null) {
            throw new IllegalStateException("The store holds a status without a time");
        }
        return since;
    }

    private static List<String> names(List<Reason> reasons) {
        List<String> names = new ArrayList<>(reasons.size());
        for (Reason reason : reasons) {
            names.add(reason.name());
        }
        return names;
    }

    private static SeenTexts toSeenTexts(List<StoredSeenText> stored) {
        List<SeenText> texts = new ArrayList<>(stored.size());
        for (StoredSeenText text : stored) {
            texts.add(new SeenText(text.getEventId(), text.getReceivedAt(), text.getForGood()));
        }
        return new SeenTexts(texts);
    }

    private static List<StoredSeenText> toStored(SeenTexts seen) {
        List<StoredSeenText> stored = new ArrayList<>(seen.texts().size());
        for (SeenText text : seen.texts()) {
            stored.add(new StoredSeenText(text.eventId(), text.receivedAt(), text.forGood()));
        }
        return stored;
    }

    private static HeldTexts toHeldTexts(List<StoredSeenText> stored) {
        return stored.isEmpty()
                ? HeldTexts.NONE
                : new HeldTexts(stored.stream()
                        .map(text -> new HeldText(text.getEventId(), text.getReceivedAt()))
                        .toList());
    }

    private static List<StoredSeenText> toStored(HeldTexts held) {
        return held.texts().stream()
                .map(text -> new StoredSeenText(text.eventId(), text.receivedAt(), false))
                .toList();
    }

    private static @Nullable Instant sinceOf(Consent consent) {
        return switch (consent) {
            case NeverAsked never -> null;
            case OptedIn in -> in.since();
            case OptedOut out -> out.since();
        };
    }

    private static StoredConsentStatus storedStatusOf(Consent consent) {
        return switch (consent) {
            case NeverAsked never -> StoredConsentStatus.NEVER_ASKED;
            case OptedIn in -> StoredConsentStatus.OPTED_IN;
            case OptedOut out -> StoredConsentStatus.OPTED_OUT;
        };
    }

    private static ConsentStatus statusOf(Standing standing) {
        return switch (standing.status()) {
            case NEVER_ASKED -> ConsentStatus.NEVER_ASKED;
            case PENDING -> ConsentStatus.PENDING;
            case OPTED_IN -> ConsentStatus.OPTED_IN;
            case OPTED_OUT -> ConsentStatus.OPTED_OUT;
            case ON_HOLD -> ConsentStatus.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> ConsentStatus.BLOCKED_AT_GATEWAY;
        };
    }

    private static OptOutScope scopeOf(Standing standing) {
        var scope = standing.scope();
        if (scope == null) {
            return OptOutScope.NONE;
        }
        return switch (scope) {
            case ALL -> OptOutScope.ALL;
            case MARKETING -> OptOutScope.MARKETING;
        };
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

    private static TextMeaning toMeaning(TextReceived text) {
        return switch (text.getMeaning()) {
            case OPT_OUT -> TextMeaning.OPT_OUT;
            case OPT_IN -> TextMeaning.OPT_IN;
            case CONFIRM -> TextMeaning.CONFIRM;
            case DECLINE -> TextMeaning.DECLINE;
            case HELP -> TextMeaning.HELP;
            case REVIEW -> TextMeaning.REVIEW;
            case UNKNOWN -> TextMeaning.UNKNOWN;
        };
    }
}
