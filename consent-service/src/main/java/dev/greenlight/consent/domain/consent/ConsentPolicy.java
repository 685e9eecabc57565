package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.HeldTexts.HeldText;
import dev.greenlight.consent.domain.consent.OptInRequest.Answer;
import dev.greenlight.consent.domain.consent.OptInRequest.AnswerKind;
import dev.greenlight.consent.domain.consent.ReviewVerdict.Reading;
import dev.greenlight.consent.domain.settings.OptOutScopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a text does to the consent of the number it came from.
 *
 * <p>Only the time at which a text was received counts, never the order of arrival. When an opt-in and an opt-out
 * carry the same time, the opt-out wins: texting somebody who said stop is the expensive mistake. Nothing but an
 * opt-in keyword from the number itself, or its yes to an open request, opts it in. An opt-out may come by any means.
 *
 * <p>A yes is a weaker word than a keyword: it neither ends a hold nor a block. The requests themselves are for
 * {@link OptInPolicy}, which also says what holds for them when texts come in another order.
 */
public final class ConsentPolicy {

    private ConsentPolicy() {}

    /** Decides on a text; never fails, because every text gets an entry in the ledger. */
    public static ConsentDecision decide(ContactConsent current, TextMessage text, OptOutScopes scopes) {
        if (current.seenTexts().contains(text.eventId())) {
            return new ConsentDecision(Outcome.DUPLICATE, List.of(Reason.TEXT_SEEN_BEFORE), current, current);
        }
        Instant at = text.receivedAt();
        boolean grants = text.meaning() == TextMeaning.OPT_IN || text.meaning() == TextMeaning.CONFIRM;
        boolean tooMany = grants && current.seenTexts().isFullAt(at);
        OptInRequests requests = tooMany ? current.requests() : answered(current.requests(), text);
        Verdict verdict = tooMany
                ? new Verdict(Outcome.REFUSED, List.of(Reason.TOO_MANY_TEXTS), current.consent())
                : verdict(current, text, scopes, !requests.equals(current.requests()));
        HeldTexts held = verdict.outcome == Outcome.HELD
                ? current.held().with(new HeldText(text.eventId(), at))
                : current.held();
        SeenTexts seen = grants
                ? current.seenTexts().withForGood(text.eventId(), at)
                : current.seenTexts().with(text.eventId(), at);
        return decision(
                current,
                text.gatewayDisagrees() ? verdict.and(Reason.GATEWAY_READ_IT_OTHERWISE) : verdict,
                new ContactConsent(verdict.after, requests, held, current.block(), seen),
                at);
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
                new ContactConsent(
                        verdict.after,
                        current.requests(),
                        current.held(),
                        reported.or(current.block()),
                        current.seenTexts().with(report.eventId(), reported.since())),
                reported.since());
    }

    /**
     * Decides on what a person read in held texts. A revocation counts from the latest of those texts on; it can be
     * told of any of them. Conversation has to be told of all of them: one unread text is enough to hold the number.
     */
    public static ReviewDecision decide(ContactConsent current, ReviewVerdict verdict, OptOutScopes scopes) {
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
        HeldText latest = read.getLast();
        OptInRequests requests = current.requests();
        Verdict result = switch (verdict.reading()) {
            case CONVERSATION ->
                new Verdict(Outcome.RELEASED, List.of(Reason.REVIEWED_AS_CONVERSATION), current.consent());
            case REVOCATION -> {
                requests = requests.hear(new Answer(AnswerKind.OPT_OUT, latest.receivedAt(), latest.eventId()));
                Instant at = latest.receivedAt();
                Verdict revoked = optOut(current.consent(), at, scopeReason(at, scopes), Reason.REVIEWED_AS_REVOCATION);
                yield requests.equals(current.requests()) ? revoked : revoked.and(Reason.CLOSES_REQUEST);
            }
        };
        var next = new ContactConsent(
                result.after,
                requests,
                current.held().without(verdict.textIds()),
                current.block(),
                current.seenTexts().with(verdict.eventId(), latest.receivedAt()));
        return new ReviewDecision.Decided(read, decision(current, result, next, verdict.decidedAt()));
    }

    /**
     * Decides on an opt-out that was said by other means than a text. Only one that changes what holds is remembered:
     * the others change nothing when they come again, because their time is the same, and an office that records a
     * thousand must not push out the texts that are remembered.
     */
    public static ConsentDecision decide(ContactConsent current, RecordedOptOut recorded, OptOutScopes scopes) {
        if (current.seenTexts().contains(recorded.eventId())) {
            return new ConsentDecision(Outcome.DUPLICATE, List.of(Reason.TEXT_SEEN_BEFORE), current, current);
        }
        Instant at = recorded.receivedAt();
        Instant recordedAt = recorded.note().recordedAt();
        OptInRequests requests = current.requests().hear(new Answer(AnswerKind.OPT_OUT, at, recorded.eventId()));
        Verdict verdict = closing(
                optOut(current.consent(), at, scopeReason(recorded, scopes), Reason.RECORDED_OPT_OUT),
                !requests.equals(current.requests()));
        SeenTexts seen = verdict.outcome == Outcome.REVOKED
                ? current.seenTexts().with(recorded.eventId(), recordedAt)
                : current.seenTexts();
        return decision(
                current,
                verdict,
                new ContactConsent(verdict.after, requests, current.held(), current.block(), seen),
                recordedAt);
    }

    private static Reason scopeReason(RecordedOptOut recorded, OptOutScopes scopes) {
        return switch (recorded.scope()) {
            case ALL -> Reason.NAMES_EVERY_TEXT;
            case MARKETING -> Reason.NAMES_MARKETING;
            case null -> scopeReason(recorded.receivedAt(), scopes);
        };
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

    /** Forgets what the person has answered by now, notices what has expired, and says so. */
    private static ConsentDecision decision(ContactConsent current, Verdict verdict, ContactConsent next, Instant at) {
        HeldTexts unanswered = next.held().unansweredBy(next.consent());
        Block block = next.block();
        boolean delivers = block != null && next.consent().isLaterOptIn(block.since());
        OptInRequests requests = next.requests().asOf(at);
        Verdict told = verdict;
        if (!next.held().isEmpty() && unanswered.isEmpty()) {
            told = told.and(Reason.ENDS_HOLD);
        }
        if (delivers && current.block() != null) {
            told = told.and(Reason.ENDS_BLOCK);
        }
        if (next.requests().areOpen() && !requests.areOpen()) {
            told = told.and(Reason.REQUEST_EXPIRED);
        }
        var after = new ContactConsent(next.consent(), requests, unanswered, delivers ? null : block, next.seenTexts());
        return new ConsentDecision(told.outcome, told.reasons, current, after);
    }

    private record Verdict(Outcome outcome, List<Reason> reasons, Consent after) {

        Verdict and(Reason more) {
            List<Reason> all = new ArrayList<>(reasons);
            all.add(more);
            return new Verdict(outcome, List.copyOf(all), after);
        }
    }

    /** @param answers whether the text is the answer to the request that counts */
    private static Verdict verdict(ContactConsent current, TextMessage text, OptOutScopes scopes, boolean answers) {
        Consent consent = current.consent();
        return switch (text.meaning()) {
            case OPT_OUT ->
                closing(optOut(consent, text.receivedAt(), scopeReason(text, scopes), Reason.OPT_OUT_KEYWORD), answers);
            case OPT_IN -> closing(optIn(current, text.receivedAt()), answers);
            case CONFIRM ->
                answers ? confirmed(current) : new Verdict(Outcome.REFUSED, List.of(Reason.NO_OPEN_REQUEST), consent);
            case DECLINE ->
                answers
                        ? new Verdict(Outcome.DECLINED, List.of(Reason.REQUEST_DECLINED), consent)
                        : new Verdict(Outcome.NOTED, List.of(Reason.NO_OPEN_REQUEST), consent);
            case HELP -> new Verdict(Outcome.NOTED, List.of(Reason.HELP_KEYWORD), consent);
            case REVIEW -> review(current, text.receivedAt());
            case UNKNOWN -> new Verdict(Outcome.NOTED, List.of(Reason.UNKNOWN_MEANING), consent);
        };
    }

    private static OptInRequests answered(OptInRequests requests, TextMessage text) {
        AnswerKind kind = switch (text.meaning()) {
            case OPT_OUT -> AnswerKind.OPT_OUT;
            case OPT_IN -> AnswerKind.OPT_IN;
            case CONFIRM -> AnswerKind.CONFIRM;
            case DECLINE -> AnswerKind.DECLINE;
            case HELP, REVIEW, UNKNOWN -> null;
        };
        return kind == null ? requests : requests.hear(new Answer(kind, text.receivedAt(), text.eventId()));
    }

    private static Verdict closing(Verdict verdict, boolean answers) {
        return answers ? verdict.and(Reason.CLOSES_REQUEST) : verdict;
    }

    /** A keyword that is known and did not close the request is later than the yes, and weighs more. */
    private static Verdict confirmed(ContactConsent current) {
        Consent keyword = current.consent();
        return switch (keyword) {
            case OptedOut out -> new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_OUT), out);
            case OptedIn in -> new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_IN), in);
            case NeverAsked never ->
                current.agreed() instanceof OptedIn
                        ? new Verdict(
                                Outcome.CONFIRMED, List.of(Reason.REQUEST_CONFIRMED, Reason.ALREADY_OPTED_IN), never)
                        : new Verdict(Outcome.GRANTED, List.of(Reason.REQUEST_CONFIRMED), never);
        };
    }

    private static Verdict optIn(ContactConsent current, Instant at) {
        Verdict verdict = optIn(current.consent(), at);
        return verdict.outcome == Outcome.GRANTED && current.agreed() instanceof OptedIn
                ? new Verdict(Outcome.CONFIRMED, List.of(Reason.ALREADY_OPTED_IN), verdict.after)
                : verdict;
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

    /**
     * @param scopeReason why it ends as much as it does
     * @param how the person said it
     */
    private static Verdict optOut(Consent current, Instant at, Reason scopeReason, Reason how) {
        boolean everything = scopeReason != Reason.COMPANY_STOPS_MARKETING && scopeReason != Reason.NAMES_MARKETING;
        return switch (current) {
            case NeverAsked never -> revoked(how, scopeReason, new OptedOut(at, everything ? at : null, null));
            case OptedIn in ->
                at.isBefore(in.since())
                        ? new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_IN), in)
                        : revoked(how, scopeReason, new OptedOut(at, everything ? at : null, in.since()));
            case OptedOut out -> optOutAgain(out, at, everything, scopeReason, how);
        };
    }

    private static Verdict revoked(Reason how, Reason scopeReason, OptedOut after) {
        return new Verdict(Outcome.REVOKED, List.of(how, scopeReason), after);
    }

    private static Verdict optOutAgain(OptedOut out, Instant at, boolean everything, Reason scopeReason, Reason how) {
        Instant optedInBefore = out.optedInBefore();
        if (optedInBefore != null && at.isBefore(optedInBefore)) {
            return new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_IN, Reason.OLDER_THAN_OPT_OUT), out);
        }
        Instant everythingSince = everything ? later(out.everythingSince(), at) : out.everythingSince();
        var after = new OptedOut(later(out.since(), at), everythingSince, optedInBefore);
        if (out.scope() != after.scope()) {
            return new Verdict(Outcome.REVOKED, List.of(how, Reason.SCOPE_WIDENED, scopeReason), after);
        }
        return at.isBefore(out.since())
                ? new Verdict(Outcome.STALE, List.of(Reason.OLDER_THAN_OPT_OUT), after)
                : new Verdict(Outcome.CONFIRMED, List.of(Reason.ALREADY_OPTED_OUT), after);
    }

    private static Reason scopeReason(TextMessage text, OptOutScopes scopes) {
        return text.stopsEverything() ? Reason.NAMES_EVERY_TEXT : scopeReason(text.receivedAt(), scopes);
    }

    private static Reason scopeReason(Instant at, OptOutScopes scopes) {
        return switch (scopes.at(at)) {
            case ALL -> Reason.COMPANY_STOPS_EVERYTHING;
            case MARKETING -> Reason.COMPANY_STOPS_MARKETING;
            case BY_CONTEXT -> Reason.CONTEXT_UNKNOWN;
        };
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
