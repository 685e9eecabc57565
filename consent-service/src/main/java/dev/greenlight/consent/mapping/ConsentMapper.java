package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.Block;
import dev.greenlight.consent.domain.consent.Consent;
import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.ContactConsent;
import dev.greenlight.consent.domain.consent.HeldTexts;
import dev.greenlight.consent.domain.consent.HeldTexts.HeldText;
import dev.greenlight.consent.domain.consent.SeenTexts;
import dev.greenlight.consent.domain.consent.SeenTexts.SeenText;
import dev.greenlight.consent.domain.consent.Standing;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.stored.StoredBlockCause;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredConsentStatus;
import dev.greenlight.consent.stored.StoredSeenText;
import dev.greenlight.consent.stored.StoredSource;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stored consents to the domain and back, and what is shown of them. */
public final class ConsentMapper {

    private ConsentMapper() {}

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

    static ConsentStatus statusOf(Standing standing) {
        return switch (standing.status()) {
            case NEVER_ASKED -> ConsentStatus.NEVER_ASKED;
            case PENDING -> ConsentStatus.PENDING;
            case OPTED_IN -> ConsentStatus.OPTED_IN;
            case OPTED_OUT -> ConsentStatus.OPTED_OUT;
            case ON_HOLD -> ConsentStatus.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> ConsentStatus.BLOCKED_AT_GATEWAY;
        };
    }

    static OptOutScope scopeOf(Standing standing) {
        var scope = standing.scope();
        if (scope == null) {
            return OptOutScope.NONE;
        }
        return switch (scope) {
            case ALL -> OptOutScope.ALL;
            case MARKETING -> OptOutScope.MARKETING;
        };
    }
}
