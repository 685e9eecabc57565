package dev.greenlight.consent.domain.email;

import dev.greenlight.consent.domain.email.EmailAct.Answer;
import dev.greenlight.consent.domain.email.EmailAct.Ask;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a person may be asked to opt in to marketing email, and what the answer does. Asking opts nobody in;
 * only a yes through the link of the latest request does.
 *
 * <p>Who has unsubscribed is asked only where a form was filled in with the address. A yes then lifts what was
 * unsubscribed before the form was filled in, and nothing of what came later or of what the company decided.
 */
final class EmailOptInPolicy {

    private EmailOptInPolicy() {}

    /** @param now with whatever has ended until the wish */
    static Decided ask(EmailConsent now, Ask ask, Choices choices) {
        EmailCause refusal = refusal(now, ask);
        if (refusal != null) {
            return refused(now, refusal, null);
        }
        if (isAskedAlready(now, ask)) {
            return new Decided(now, now, EmailOutcome.NOTED, List.of(EmailCause.REQUEST_ALREADY_OPEN));
        }
        EmailRequests requests = now.requests();
        Instant afterDecline = requests.declineAllowsFrom(ask.at());
        if (afterDecline != null) {
            return refused(now, EmailCause.DECLINED_LATELY, afterDecline);
        }
        Instant from = requests.countAllowsFrom(ask.at(), choices.optInRequestsPerNumber());
        if (from != null) {
            return refused(now, EmailCause.ASKED_TOO_OFTEN, from);
        }
        var request = EmailRequest.open(ask, ask.at().plus(Duration.ofDays(choices.optInRequestExpiryDays())));
        // only what opened a request is remembered: asking a thousand times must not push out what else is
        return new Decided(
                now,
                now.with(requests.with(request)).remembering(ask.commandId()),
                EmailOutcome.REQUESTED,
                List.of(ask.byForm() ? EmailCause.FORM_ASKS : EmailCause.OFFICE_ASKS));
    }

    /** @param now with whatever has ended until the answer */
    static Decided answer(EmailConsent now, Answer answer) {
        EmailRequest latest = now.requests().latest();
        if (latest == null || !latest.requestId().equals(answer.requestId())) {
            return refused(now, EmailCause.NO_OPEN_REQUEST, null);
        }
        if (!latest.takesAnswerAt(answer.at())) {
            boolean isOver = !answer.at().isBefore(latest.expiresAt());
            return refused(now, isOver ? EmailCause.REQUEST_EXPIRED : EmailCause.NO_OPEN_REQUEST, null);
        }
        EmailRequest heard = latest.hear(answer.yes(), answer.at());
        EmailConsent after = now.with(now.requests().withLatest(heard));
        if (heard.agreedAt() != null && heard.byForm()) {
            // what is unsubscribed from then on stays
            after = after.lifted(List.of(SuppressionReason.UNSUBSCRIBE), heard.openedAt());
        }
        Instant declinedAt = heard.declinedAt();
        if (heard.isTakenBack() && declinedAt != null) {
            after = after.suppressed(SuppressionReason.UNSUBSCRIBE, declinedAt);
        }
        after = after.remembering(answer.commandId());
        return answer.yes() ? agreed(now, after) : declined(now, after, heard);
    }

    private static @Nullable EmailCause refusal(EmailConsent now, Ask ask) {
        List<SuppressionReason> reasons = now.reasons();
        if (!reasons.isEmpty()) {
            SuppressionReason strictest = reasons.getLast();
            if (strictest.isThePersons() && !(ask.byForm() && strictest == SuppressionReason.UNSUBSCRIBE)) {
                return EmailCause.ONLY_THE_PERSON_LIFTS;
            }
            if (!reasons.equals(List.of(SuppressionReason.UNSUBSCRIBE))) {
                return EmailCause.COMPANY_SUPPRESSES;
            }
        }
        return now.status() == EmailStatus.OPTED_IN ? EmailCause.ALREADY_OPTED_IN : null;
    }

    /** A request that a yes would change nothing by is none: the person has unsubscribed since it was opened. */
    private static boolean isAskedAlready(EmailConsent now, Ask ask) {
        EmailRequest latest = now.requests().latest();
        if (latest == null
                || latest.agreedAt() != null
                || latest.declinedAt() != null
                || !latest.takesAnswerAt(ask.at())) {
            return false;
        }
        return !now.isOptedOut()
                || latest.byForm()
                        && !now.lifted(List.of(SuppressionReason.UNSUBSCRIBE), latest.openedAt())
                                .isOptedOut();
    }

    private static Decided agreed(EmailConsent now, EmailConsent after) {
        if (after.status() != EmailStatus.OPTED_IN) {
            return new Decided(
                    now,
                    after,
                    EmailOutcome.REFUSED,
                    List.of(EmailCause.SUPPRESSED_SINCE, EmailCause.REQUEST_CONFIRMED));
        }
        if (now.status() == EmailStatus.OPTED_IN) {
            return new Decided(
                    now,
                    after,
                    EmailOutcome.CONFIRMED,
                    List.of(EmailCause.REQUEST_CONFIRMED, EmailCause.ALREADY_OPTED_IN));
        }
        List<EmailCause> causes = new ArrayList<>(List.of(EmailCause.REQUEST_CONFIRMED));
        if (now.isOptedOut()) {
            causes.add(EmailCause.PERSON_LIFTS);
        }
        return new Decided(now, after, EmailOutcome.GRANTED, causes);
    }

    private static Decided declined(EmailConsent now, EmailConsent after, EmailRequest heard) {
        if (heard.isAgreed()) {
            return new Decided(
                    now, after, EmailOutcome.STALE, List.of(EmailCause.REQUEST_DECLINED, EmailCause.CONFIRMED_SINCE));
        }
        List<EmailCause> causes = new ArrayList<>(List.of(EmailCause.REQUEST_DECLINED));
        if (heard.isTakenBack()) {
            causes.add(EmailCause.CONFIRMATION_TAKEN_BACK);
            return new Decided(now, after, now.isOptedOut() ? EmailOutcome.CONFIRMED : EmailOutcome.SUPPRESSED, causes);
        }
        EmailRequest before = now.requests().latest();
        boolean again = before != null && before.declinedAt() != null;
        return new Decided(now, after, again ? EmailOutcome.CONFIRMED : EmailOutcome.DECLINED, causes);
    }

    private static Decided refused(EmailConsent now, EmailCause cause, @Nullable Instant retryAt) {
        return new Decided(now, now, EmailOutcome.REFUSED, List.of(cause), retryAt);
    }
}
