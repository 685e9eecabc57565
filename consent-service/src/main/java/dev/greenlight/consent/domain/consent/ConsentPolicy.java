package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.HeldTexts.HeldText;
import dev.greenlight.consent.domain.consent.ReviewVerdict.Reading;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a text does to the consent of the number it came from.
 *
 * <p>Only the time at which a text was received counts, never the order of arrival. When an opt-in and an opt-out
 * carry the same time, the opt-out wins: texting somebody who said stop is the expensive mistake. Nothing but an
 * opt-in keyword from the number itself opts it in.
 */
public final class ConsentPolicy {

    private ConsentPolicy() {}

    /** Decides on a text; never fails, because every text gets an entry in the ledger. */
    public static ConsentDecision decide(ContactConsent current, TextMessage text, OptOutScopeSetting setting) {
        if (current.seenTexts().contains(text.eventId())) {
            return new ConsentDecision(Outcome.DUPLICATE, List.of(Reason.TEXT_SEEN_BEFORE), current, current);
        }
        Verdict verdict = verdict(current, text, setting);
        HeldTexts held = verdict.outcome == Outcome.HELD
                ? current.held().with(new HeldText(text.eventId(), text.receivedAt()))
                : current.held();
        return decision(
                current,
                text.gatewayDisagrees() ? verdict.and(Reason.GATEWAY_READ_IT_OTHERWISE) : verdict,
                held,
                current.block(),
                text.meaning() == TextMeaning.OPT_IN
                        ? current.seenTexts().withForGood(text.eventId(), text.receivedAt())
                        : current.seenTexts().with(text.eventId(), text.receivedAt()));
    }

    /** Decides on a report that the number is blocked; an opt-in that is later than it has lifted the block. */
    public static ConsentDecision decide(ContactConsent current, BlockReport report) {
        Block reported = report.block();
        if (current.seenTexts().contains(report.eventId())) {
            return new ConsentDecision(Outcome.DUPLICATE, List.of(Reason.TEXT_SEEN_BEFORE), current, current);
        }
        Reason cause = switch (reported.cause()) {
            case OPTED_OUT -> Reason.ON_GATEWAY_OPT_OUT_LIST;
            case DEACTIVATED -> Reason.DEACTIVATED_BY_CARRIER;
        };
        Verdict verdict;
        if (current.consent().isLaterOptIn(reported.since())) {
            verdict = new Verdict(Outcome.STALE, List.of(cause, Reason.OLDER_THAN_OPT_IN), current.consent());
        } else if (current.block() != null) {
            verdict = new Verdict(Outcome.CONFIRMED, List.of(cause, Reason.ALREADY_BLOCKED), current.consent());
        } else {
            verdict = new Verdict(Outcome.BLOCKED, List.of(cause), current.consent());
        }
        return decision(
                current,
                verdict,
                current.held(),
                reported.or(current.block()),
                current.seenTexts().with(report.eventId(), reported.since()));
    }

    /**
     * Decides on what a person read in held texts. A revocation counts from the latest of those texts on; it can be
     * told of any of them. Conversation has to be told of all of them: one unread text is enough to hold the number.
     */
    public static ReviewDecision decide(ContactConsent current, ReviewVerdict verdict, OptOutScopeSetting setting) {
        if (current.seenTexts().contains(verdict.eventId())) {
            return new ReviewDecision.Repeated();
        }
        List<HeldText> read = current.held().texts().stream()
                .filter(text -> verdict.textIds().contains(text.eventId()))
                .toList();
        if (read.isEmpty()) {
            return new ReviewDecision.NothingHeld();
        }
        boolean unread = read.size() < current.held().texts().size();
        if (unread && verdict.reading() == Reading.CONVERSATION) {
            return new ReviewDecision.MoreHeld();
        }
        Verdict result = switch (verdict.reading()) {
            case CONVERSATION ->
                new Verdict(Outcome.RELEASED, List.of(Reason.REVIEWED_AS_CONVERSATION), current.consent());
            case REVOCATION ->
                reviewedAsRevocation(current.consent(), read.getLast().receivedAt(), setting);
        };
        return new ReviewDecision.Decided(
                read,
                decision(
                        current,
                        result,
                        current.held().without(verdict.textIds()),
                        current.block(),
                        current.seenTexts()
                                .with(verdict.eventId(), read.getLast().receivedAt())));
    }

    private static Verdict reviewedAsRevocation(Consent consent, Instant at, OptOutScopeSetting setting) {
        var asIfSaid = new TextMessage("", TextMeaning.OPT_OUT, false, false, at);
        Verdict verdict = optOut(consent, asIfSaid, setting);
        List<Reason> reasons = new ArrayList<>(verdict.reasons);
        reasons.replaceAll(reason -> reason == Reason.OPT_OUT_KEYWORD ? Reason.REVIEWED_AS_REVOCATION : reason);
        return new Verdict(verdict.outcome, List.copyOf(reasons), verdict.after);
    }

    private static Verdict review(ContactConsent current, Instant at) {
        Consent consent = current.consent();
        if (consent.isLaterOptIn(at)) {
            return new Verdict(Outcome.STALE, List.of(Reason.POSSIBLE_REVOCATION, Reason.OLDER_THAN_OPT_IN), consent);
        }
        if (consent.isOptedOutAt(at)) {
            return new Verdict(Outcome.NOTED, List.of(Reason.POSSIBLE_REVOCATION, Reason.ALREADY_OPTED_OUT), consent);
        }
        return new Verdict(
                Outcome.HELD,
                current.held().isEmpty()
                        ? List.of(Reason.POSSIBLE_REVOCATION)
                        : List.of(Reason.POSSIBLE_REVOCATION, Reason.ALREADY_ON_HOLD),
                consent);
    }

    /** Forgets what the person has answered by now, and says so. */
    private static ConsentDecision decision(
            ContactConsent current, Verdict verdict, HeldTexts held, @Nullable Block block, SeenTexts seen) {
        HeldTexts unanswered = held.unansweredBy(verdict.after);
        boolean delivers = block != null && verdict.after.isLaterOptIn(block.since());
        Verdict told = verdict;
        if (!held.isEmpty() && unanswered.isEmpty()) {
            told = told.and(Reason.ENDS_HOLD);
        }
        if (delivers && current.block() != null) {
            told = told.and(Reason.ENDS_BLOCK);
        }
        var after = new ContactConsent(verdict.after, unanswered, delivers ? null : block, seen);
        return new ConsentDecision(told.outcome, told.reasons, current, after);
    }

    private record Verdict(Outcome outcome, List<Reason> reasons, Consent after) {

        Verdict and(Reason more) {
            List<Reason> all = new ArrayList<>(reasons);
            all.add(more);
            return new Verdict(outcome, List.copyOf(all), after);
        }
    }

    private static Verdict verdict(ContactConsent current, TextMessage text, OptOutScopeSetting setting) {
        Consent consent = current.consent();
        return switch (text.meaning()) {
            case OPT_OUT -> optOut(consent, text, setting);
            case OPT_IN ->
                current.seenTexts().isFullAt(text.receivedAt())
                        ? new Verdict(Outcome.REFUSED, List.of(Reason.TOO_MANY_TEXTS), consent)
                        : optIn(consent, text.receivedAt());
            case CONFIRM -> new Verdict(Outcome.REFUSED, List.of(Reason.NO_OPEN_REQUEST), consent);
            case DECLINE -> new Verdict(Outcome.NOTED, List.of(Reason.NO_OPEN_REQUEST), consent);
            case HELP -> new Verdict(Outcome.NOTED, List.of(Reason.HELP_KEYWORD), consent);
            case REVIEW -> review(current, text.receivedAt());
            case UNKNOWN -> new Verdict(Outcome.NOTED, List.of(Reason.UNKNOWN_MEANING), consent);
        };
    }

    private static Verdict optIn(Consent current, Instant at) {
        return switch (current) {
            case NeverAsked never -> granted(at);
            case OptedIn in ->
                at.isBefore(in.since())
                        ? new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_IN), in)
                        : new Verdict(Outcome.CONFIRMED, List.of(Reason.ALREADY_OPTED_IN), new OptedIn(at));
            case OptedOut out -> at.isAfter(out.since()) ? granted(at) : lateOptIn(out, at);
        };
    }

    private static Verdict granted(Instant at) {
        return new Verdict(Outcome.GRANTED, List.of(Reason.OPT_IN_KEYWORD), new OptedIn(at));
    }

    private static Verdict lateOptIn(OptedOut out, Instant at) {
        Reason why = at.equals(out.since()) ? Reason.SAME_TIME_AS_OPT_OUT : Reason.OLDER_THAN_OPT_OUT;
        Instant everything = out.everythingSince();
        boolean narrows = everything != null && everything.isBefore(at);
        var after = new OptedOut(out.since(), narrows ? null : everything, later(out.optedInBefore(), at));
        return new Verdict(
                Outcome.STALE, narrows ? List.of(why, Reason.ENDS_OLDER_STOP_OF_EVERYTHING) : List.of(why), after);
    }

    private static Verdict optOut(Consent current, TextMessage text, OptOutScopeSetting setting) {
        Instant at = text.receivedAt();
        Reason scopeReason = scopeReason(text, setting);
        boolean everything = scopeReason != Reason.COMPANY_STOPS_MARKETING;
        return switch (current) {
            case NeverAsked never -> revoked(scopeReason, new OptedOut(at, everything ? at : null, null));
            case OptedIn in ->
                at.isBefore(in.since())
                        ? new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_IN), in)
                        : revoked(scopeReason, new OptedOut(at, everything ? at : null, in.since()));
            case OptedOut out -> optOutAgain(out, at, everything, scopeReason);
        };
    }

    private static Verdict revoked(Reason scopeReason, OptedOut after) {
        return new Verdict(Outcome.REVOKED, List.of(Reason.OPT_OUT_KEYWORD, scopeReason), after);
    }

    private static Verdict optOutAgain(OptedOut out, Instant at, boolean everything, Reason scopeReason) {
        Instant optedInBefore = out.optedInBefore();
        if (optedInBefore != null && at.isBefore(optedInBefore)) {
            return new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_IN, Reason.OLDER_THAN_OPT_OUT), out);
        }
        Instant everythingSince = everything ? later(out.everythingSince(), at) : out.everythingSince();
        var after = new OptedOut(later(out.since(), at), everythingSince, optedInBefore);
        if (out.scope() != after.scope()) {
            return new Verdict(
                    Outcome.REVOKED, List.of(Reason.OPT_OUT_KEYWORD, Reason.SCOPE_WIDENED, scopeReason), after);
        }
        return at.isBefore(out.since())
                ? new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_OUT), after)
                : new Verdict(Outcome.CONFIRMED, List.of(Reason.ALREADY_OPTED_OUT), after);
    }

    private static Reason scopeReason(TextMessage text, OptOutScopeSetting setting) {
        if (text.stopsEverything()) {
            return Reason.NAMES_EVERY_TEXT;
        }
        return switch (setting) {
            case ALL -> Reason.COMPANY_STOPS_EVERYTHING;
            case MARKETING -> Reason.COMPANY_STOPS_MARKETING;
            case BY_CONTEXT -> Reason.CONTEXT_UNKNOWN;
        };
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
