package dev.greenlight.consent.domain.email;

import dev.greenlight.consent.domain.email.EmailAct.Answer;
import dev.greenlight.consent.domain.email.EmailAct.Ask;
import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides what an act does to an email address.
 *
 * <p>Every reason stands for itself: a stricter one hides a lesser one and does not replace it, so lifting the stricter
 * one does not make mail bounce less. Whoever lifts, lifts each reason that he may, also where another one stays and he
 * is told no: which of them were there first must not matter, because acts can overtake each other.
 */
public final class EmailPolicy {

    private EmailPolicy() {}

    /** @param choices of the company */
    public static EmailDecision decide(EmailConsent current, EmailAct act, Choices choices) {
        if (current.recentCommandIds().contains(act.commandId())) {
            return new EmailDecision.Repeated();
        }
        EmailConsent now = current.asOf(act.at());
        Decided decided = switch (act) {
            case Suppress suppress -> suppress(now, suppress);
            case Lift lift -> lift(now, lift);
            case Ask ask -> EmailOptInPolicy.ask(now, ask, choices);
            case Answer answer -> EmailOptInPolicy.answer(now, answer);
        };
        List<EmailCause> causes = new ArrayList<>(decided.causes());
        if (current.requests().areOpen() && !now.requests().areOpen() && !causes.contains(EmailCause.REQUEST_EXPIRED)) {
            causes.add(EmailCause.REQUEST_EXPIRED);
        }
        return new Decided(current, decided.after(), decided.outcome(), causes, decided.retryAt());
    }

    private static Decided suppress(EmailConsent before, Suppress act) {
        SuppressionReason reason = act.reason();
        EmailConsent after = before.suppressed(reason, act.at()).remembering(act.commandId());
        if (!after.mark(reason).holds()) {
            return new Decided(before, after, EmailOutcome.STALE, List.of(causeOf(reason), EmailCause.LIFTED_SINCE));
        }
        if (before.mark(reason).holds()) {
            return new Decided(
                    before, after, EmailOutcome.CONFIRMED, List.of(causeOf(reason), EmailCause.ALREADY_SUPPRESSED));
        }
        return after.reasons().getLast() == reason
                ? new Decided(before, after, EmailOutcome.SUPPRESSED, List.of(causeOf(reason)))
                : new Decided(
                        before, after, EmailOutcome.NOTED, List.of(causeOf(reason), EmailCause.STRICTER_REASON_STAYS));
    }

    private static Decided lift(EmailConsent before, Lift act) {
        List<SuppressionReason> mayLift = Arrays.stream(SuppressionReason.values())
                .filter(reason -> reason.isLiftedBy(act.authority()))
                .toList();
        EmailConsent after = before.lifted(mayLift, act.at()).remembering(act.commandId());
        EmailCause lifts = act.authority() == Authority.ADMIN ? EmailCause.ADMIN_LIFTS : EmailCause.OFFICE_LIFTS;
        List<EmailCause> causes = new ArrayList<>();
        EmailOutcome outcome;
        if (before.reasons().isEmpty()) {
            outcome = EmailOutcome.NOTED;
            causes.add(EmailCause.NOT_SUPPRESSED);
        } else if (after.reasons().isEmpty()) {
            outcome = EmailOutcome.UNSUPPRESSED;
            causes.add(lifts);
        } else {
            SuppressionReason stays = after.reasons().getLast();
            outcome = stays.isLiftedBy(act.authority()) ? EmailOutcome.STALE : EmailOutcome.REFUSED;
            causes.add(refusal(stays, act.authority()));
            if (after.reasons().size() < before.reasons().size()) {
                causes.add(EmailCause.OTHER_REASONS_LIFTED);
            }
        }
        return new Decided(before, after, outcome, causes);
    }

    private static EmailCause refusal(SuppressionReason stays, Authority authority) {
        if (stays.isThePersons()) {
            return EmailCause.ONLY_THE_PERSON_LIFTS;
        }
        return stays.isLiftedBy(authority) ? EmailCause.SUPPRESSED_SINCE : EmailCause.ONLY_AN_ADMIN_LIFTS;
    }

    private static EmailCause causeOf(SuppressionReason reason) {
        return switch (reason) {
            case BOUNCE -> EmailCause.ADDRESS_BOUNCED;
            case MANUAL_UNSUBSCRIBE -> EmailCause.COMPANY_UNSUBSCRIBED;
            case NEVER_EMAIL -> EmailCause.COMPANY_NEVER_EMAILS;
            case UNSUBSCRIBE -> EmailCause.PERSON_UNSUBSCRIBED;
            case SPAM_REPORT -> EmailCause.PERSON_REPORTED_SPAM;
        };
    }
}
