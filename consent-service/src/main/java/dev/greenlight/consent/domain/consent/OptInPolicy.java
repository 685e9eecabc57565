package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.OptInDecision.Decided;
import dev.greenlight.consent.domain.consent.OptInDecision.Repeated;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a person may be asked to opt in. Nothing here opts anybody in.
 *
 * <p>A request is decided on when it comes: it meets what is known of the number then. Texts are read against it by
 * their own times and in any order ({@link OptInRequest}), with one exception: a yes or no that is decided on before
 * the request stays without effect, even where its time is later. That can only be an answer to something else,
 * because the person is asked after the request has been decided on.
 */
public final class OptInPolicy {

    private OptInPolicy() {}

    /** Decides on a wish to ask. */
    public static OptInDecision decide(ContactConsent current, OptInAsk ask, Choices choices) {
        if (current.seenTexts().contains(ask.eventId())) {
            return new Repeated();
        }
        ContactConsent now = current.asOf(ask.askedAt());
        return switch (now.standing().status()) {
            case OPTED_OUT -> refused(current, now, Reason.ALREADY_OPTED_OUT, null);
            case BLOCKED_AT_GATEWAY -> refused(current, now, Reason.ALREADY_BLOCKED, null);
            case ON_HOLD -> refused(current, now, Reason.ALREADY_ON_HOLD, null);
            case OPTED_IN -> refused(current, now, Reason.ALREADY_OPTED_IN, null);
            case PENDING -> alreadyOpen(current, now);
            case NEVER_ASKED ->
                // a wish that was overtaken by something later than the end of the request
                now.requests().wereOpenAt(ask.askedAt())
                        ? alreadyOpen(current, now)
                        : unlessTooOften(current, now, ask, choices);
        };
    }

    private static OptInDecision unlessTooOften(
            ContactConsent current, ContactConsent now, OptInAsk ask, Choices choices) {
        Instant declinedAt = now.requests().declinedAt();
        if (declinedAt != null && declinedAt.plus(OptInRequests.COUNTED_FOR).isAfter(ask.askedAt())) {
            return refused(current, now, Reason.DECLINED_LATELY, declinedAt.plus(OptInRequests.COUNTED_FOR));
        }
        Instant from = now.requests().countAllowsFrom(ask.askedAt(), choices.optInRequestsPerNumber());
        if (from != null) {
            return refused(current, now, Reason.ASKED_TOO_OFTEN, from);
        }
        var request = OptInRequest.open(
                ask.requestId(),
                ask.origin(),
                ask.askedAt(),
                ask.askedAt().plus(Duration.ofDays(choices.optInRequestExpiryDays())));
        var after = new ContactConsent(
                now.consent(),
                now.requests().with(request),
                now.held(),
                now.block(),
                now.seenTexts().with(ask.eventId(), ask.askedAt()));
        return new Decided(
                new ConsentDecision(Outcome.REQUESTED, List.of(Reason.OFFICE_ASKS), current, after), request, null);
    }

    /**
     * Only a command that opened a request is remembered: the others are told the same again for as long as it is
     * true, and an office that asks a thousand times must not push out the texts that are remembered.
     */
    private static OptInDecision alreadyOpen(ContactConsent current, ContactConsent now) {
        return new Decided(
                new ConsentDecision(Outcome.NOTED, List.of(Reason.REQUEST_ALREADY_OPEN), current, now),
                now.requests().latest(),
                null);
    }

    private static OptInDecision refused(
            ContactConsent current, ContactConsent now, Reason reason, @Nullable Instant retryAt) {
        return new Decided(new ConsentDecision(Outcome.REFUSED, List.of(reason), current, now), null, retryAt);
    }
}
