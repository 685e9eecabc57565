package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.Consent;
import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.ContactConsent;
import dev.greenlight.consent.domain.consent.Outcome;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.domain.consent.SeenTexts;
import dev.greenlight.consent.domain.consent.SeenTexts.SeenText;
import dev.greenlight.consent.domain.consent.TextMeaning;
import dev.greenlight.consent.domain.consent.TextMessage;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredConsentStatus;
import dev.greenlight.consent.stored.StoredSeenText;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.sms.TextReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts, ledger entries and stored consents to the domain and back. */
public final class ConsentMapper {

    private ConsentMapper() {}

    public static TextMessage toMessage(TextReceived text) {
        return new TextMessage(text.getEventId(), toMeaning(text), text.getStopsEverything(), text.getReceivedAt());
    }

    /** @param stored null for a number that nobody has heard from */
    public static ContactConsent fromStored(@Nullable StoredConsent stored) {
        return stored == null
                ? ContactConsent.NOTHING_SAID
                : new ContactConsent(toConsent(stored), toSeenTexts(stored.getSeenTexts()));
    }

    /**
     * The entry of the ledger about one decision.
     *
     * @param partition the partition of the topic of texts that holds the text
     * @param offset the offset of the text in that partition
     */
    public static ConsentChanged toLedgerEntry(
            ConsentDecision decision, @Nullable StoredConsent before, TextReceived text, int partition, long offset) {
        long sequence = before == null ? 1 : before.getDecisions() + 1;
        Consent after = decision.after().consent();
        return new ConsentChanged(
                ledgerEventId(text, partition, offset),
                text.getTenant(),
                Channel.SMS,
                text.getFrom(),
                sequence,
                toEvent(decision.outcome()),
                names(decision.reasons()),
                statusOf(decision.before().consent()),
                statusOf(after),
                scopeOf(after),
                text.getReceivedAt(),
                evidenceOf(text, partition, offset));
    }

    /** What is to be remembered after a decision. */
    public static StoredConsent toStored(
            ConsentDecision decision, @Nullable StoredConsent before, ConsentChanged entry, TextReceived text) {
        boolean sets = decision.changesWhatIsSeen();
        Consent after = decision.after().consent();
        OptedOut out = after instanceof OptedOut optedOut ? optedOut : null;
        return new StoredConsent(
                storedStatusOf(after),
                sinceOf(after),
                out == null ? null : out.everythingSince(),
                out == null ? null : out.optedInBefore(),
                entry.getSequence(),
                sets ? Long.valueOf(entry.getSequence()) : setBySequence(before),
                sets ? entry.getEventId() : before == null ? "" : before.getSetByEventId(),
                sets ? setBy(text) : before == null ? "" : before.getSetBy(),
                toStored(decision.after().seenTexts()));
    }

    /** The public state of a number whose consent a person has set. */
    public static ConsentState toState(String tenant, String address, StoredConsent stored) {
        Consent consent = toConsent(stored);
        Instant since = stored.getSince();
        return new ConsentState(
                tenant,
                Channel.SMS,
                address,
                statusOf(consent),
                scopeOf(consent),
                since == null ? Instant.EPOCH : since,
                stored.getSetBySequence(),
                stored.getSetByEventId(),
                stored.getSetBy());
    }

    /** @param stored null for a number that nobody has heard from */
    public static ConsentView toView(@Nullable StoredConsent stored) {
        return stored == null
                ? new ConsentView(new NeverAsked(), 0, "", "")
                : new ConsentView(
                        toConsent(stored), stored.getSetBySequence(), stored.getSetByEventId(), stored.getSetBy());
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
    private static String ledgerEventId(TextReceived text, int partition, long offset) {
        return "consent:" + text.getEventId() + ':' + partition + '-' + offset;
    }

    private static TextEvidence evidenceOf(TextReceived text, int partition, long offset) {
        return new TextEvidence(
                text.getEventId(),
                text.getGateway(),
                text.getGatewayMessageId(),
                text.getTo(),
                text.getText(),
                text.getKeyword(),
                text.getRule(),
                text.getReceivedAt(),
                text.getReceivedAtSource(),
                partition,
                offset);
    }

    private static String setBy(TextReceived text) {
        return "text " + text.getKeyword() + " through " + text.getGateway();
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
            texts.add(new SeenText(text.getEventId(), text.getReceivedAt()));
        }
        return new SeenTexts(texts);
    }

    private static List<StoredSeenText> toStored(SeenTexts seen) {
        List<StoredSeenText> stored = new ArrayList<>(seen.texts().size());
        for (SeenText text : seen.texts()) {
            stored.add(new StoredSeenText(text.eventId(), text.receivedAt()));
        }
        return stored;
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

    private static ConsentStatus statusOf(Consent consent) {
        return switch (consent) {
            case NeverAsked never -> ConsentStatus.NEVER_ASKED;
            case OptedIn in -> ConsentStatus.OPTED_IN;
            case OptedOut out -> ConsentStatus.OPTED_OUT;
        };
    }

    private static OptOutScope scopeOf(Consent consent) {
        return switch (consent) {
            case NeverAsked never -> OptOutScope.NONE;
            case OptedIn in -> OptOutScope.NONE;
            case OptedOut out ->
                switch (out.scope()) {
                    case ALL -> OptOutScope.ALL;
                    case MARKETING -> OptOutScope.MARKETING;
                };
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
