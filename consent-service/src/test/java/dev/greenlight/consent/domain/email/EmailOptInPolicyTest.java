package dev.greenlight.consent.domain.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.email.EmailAct.Answer;
import dev.greenlight.consent.domain.email.EmailAct.Ask;
import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class EmailOptInPolicyTest {

    private static final Duration DAY = Duration.ofDays(1);
    /** Requests are open for seven days, and two a month may be opened. */
    private static final Choices CHOICES = new Choices(OptOutScopeSetting.ALL, true, true, 7, 2);

    private int commands;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void addressOfWhichNothingIsKnownIsAskedAndPending(boolean byForm) {
        Decided decided = decide(EmailConsent.NOTHING_KNOWN, ask("r1", 0, byForm));

        assertThat(decided.outcome()).isEqualTo(EmailOutcome.REQUESTED);
        assertThat(decided.causes()).containsExactly(byForm ? EmailCause.FORM_ASKS : EmailCause.OFFICE_ASKS);
        assertThat(decided.changesWhatIsSeen()).isTrue();
        assertThat(decided.after().status()).isEqualTo(EmailStatus.PENDING);
        assertThat(decided.after().since()).isEqualTo(day(0));
        assertThat(latest(decided.after()).expiresAt()).isEqualTo(day(7));
    }

    @Test
    void yesInTimeOptsIn() {
        Decided decided = decide(after(ask("r1", 0, false)), yes("r1", 1));

        assertThat(decided.outcome()).isEqualTo(EmailOutcome.GRANTED);
        assertThat(decided.causes()).containsExactly(EmailCause.REQUEST_CONFIRMED);
        assertThat(decided.after().status()).isEqualTo(EmailStatus.OPTED_IN);
        assertThat(decided.after().since()).isEqualTo(day(1));
    }

    @Test
    void yesIsInTimeUntilTheRequestExpiresExclusively() {
        EmailConsent asked = after(ask("r1", 0, false));

        assertThat(decide(asked, answer("r1", day(7).minusMillis(1), true)).outcome())
                .isEqualTo(EmailOutcome.GRANTED);
        Decided late = decide(asked, yes("r1", 7));
        assertThat(late.outcome()).isEqualTo(EmailOutcome.REFUSED);
        assertThat(late.causes()).containsExactly(EmailCause.REQUEST_EXPIRED);
        assertThat(late.after().status()).isEqualTo(EmailStatus.NEVER_ASKED);
        assertThat(late.changesWhatIsSeen()).isTrue();
        assertThat(decide(asked, answer("r1", day(0).minusMillis(1), true)).causes())
                .containsExactly(EmailCause.NO_OPEN_REQUEST);
    }

    @Test
    void requestEndsForWhoeverLooksAndWithWhateverHappensNext() {
        EmailConsent asked = after(ask("r1", 0, false));

        assertThat(asked.asOf(day(7)).status()).isEqualTo(EmailStatus.NEVER_ASKED);
        assertThat(asked.asOf(day(7).minusMillis(1)).status()).isEqualTo(EmailStatus.PENDING);
        Decided next = decide(asked, suppress(SuppressionReason.BOUNCE, 8));
        assertThat(next.causes()).containsExactly(EmailCause.ADDRESS_BOUNCED, EmailCause.REQUEST_EXPIRED);
        assertThat(next.after().status()).isEqualTo(EmailStatus.NEVER_ASKED);
    }

    @Test
    void yesToAnotherRequestThanTheLatestChangesNothing() {
        EmailConsent asked = after(ask("r1", 0, false), ask("r2", 8, false));

        assertThat(decide(asked, yes("r1", 9)).causes()).containsExactly(EmailCause.NO_OPEN_REQUEST);
        assertThat(decide(EmailConsent.NOTHING_KNOWN, yes("r1", 9)).outcome()).isEqualTo(EmailOutcome.REFUSED);
        assertThat(decide(asked, yes("r2", 9)).outcome()).isEqualTo(EmailOutcome.GRANTED);
    }

    @Test
    void yesAgainIsConfirmedAndChangesNothing() {
        Decided again = decide(after(ask("r1", 0, false), yes("r1", 1)), yes("r1", 2));

        assertThat(again.outcome()).isEqualTo(EmailOutcome.CONFIRMED);
        assertThat(again.changesWhatIsSeen()).isFalse();
        assertThat(again.after().since()).isEqualTo(day(1));
    }

    @Test
    void noClosesTheRequestAndTheAddressIsNotAskedForAMonth() {
        Decided declined = decide(after(ask("r1", 0, false)), no("r1", 1));

        assertThat(declined.outcome()).isEqualTo(EmailOutcome.DECLINED);
        assertThat(declined.after().status()).isEqualTo(EmailStatus.NEVER_ASKED);
        for (boolean byForm : new boolean[] {true, false}) {
            Decided refused = decide(declined.after(), ask("r2", 30, byForm));
            assertThat(refused.outcome()).isEqualTo(EmailOutcome.REFUSED);
            assertThat(refused.causes()).containsExactly(EmailCause.DECLINED_LATELY);
            assertThat(refused.retryAt()).isEqualTo(day(31));
        }
        assertThat(decide(declined.after(), ask("r2", 31, false)).outcome()).isEqualTo(EmailOutcome.REQUESTED);
        assertThat(decide(declined.after(), no("r1", 2)).outcome()).isEqualTo(EmailOutcome.CONFIRMED);
    }

    @Test
    void yesAfterANoCountsAndTheNoIsStaleWhereItComesLate() {
        EmailConsent asked = after(ask("r1", 0, false));

        assertThat(after(asked, no("r1", 1), yes("r1", 2)).status()).isEqualTo(EmailStatus.OPTED_IN);
        Decided late = decide(after(asked, yes("r1", 2)), no("r1", 1));
        assertThat(late.outcome()).isEqualTo(EmailOutcome.STALE);
        assertThat(late.causes()).containsExactly(EmailCause.REQUEST_DECLINED, EmailCause.CONFIRMED_SINCE);
        assertThat(late.after().status()).isEqualTo(EmailStatus.OPTED_IN);
    }

    @Test
    void noAfterAYesUnsubscribesAndThisLinkBringsNothingBack() {
        Decided takenBack = decide(after(ask("r1", 0, true), yes("r1", 1)), no("r1", 2));

        assertThat(takenBack.outcome()).isEqualTo(EmailOutcome.SUPPRESSED);
        assertThat(takenBack.causes()).containsExactly(EmailCause.REQUEST_DECLINED, EmailCause.CONFIRMATION_TAKEN_BACK);
        assertThat(takenBack.after().suppression()).isEqualTo(new Suppression(SuppressionReason.UNSUBSCRIBE, day(2)));
        Decided again = decide(takenBack.after(), yes("r1", 3));
        assertThat(again.outcome()).isEqualTo(EmailOutcome.REFUSED);
        assertThat(again.after().status()).isEqualTo(EmailStatus.OPTED_OUT);
    }

    @Test
    void oneQuestionAtATimeAndAsManyAMonthAsTheCompanyAllows() {
        EmailConsent asked = after(ask("r1", 0, false));

        assertThat(decide(asked, ask("r2", 1, true)).causes()).containsExactly(EmailCause.REQUEST_ALREADY_OPEN);
        EmailConsent twice = after(asked, ask("r2", 8, false));
        Decided third = decide(twice, ask("r3", 16, false));
        assertThat(third.causes()).startsWith(EmailCause.ASKED_TOO_OFTEN);
        assertThat(third.retryAt()).isEqualTo(day(30));
        assertThat(decide(twice, ask("r3", 30, false)).outcome()).isEqualTo(EmailOutcome.REQUESTED);
    }

    @Test
    void whoHasOptedInIsNotAsked() {
        Decided refused = decide(after(ask("r1", 0, false), yes("r1", 1)), ask("r2", 40, true));

        assertThat(refused.causes()).containsExactly(EmailCause.ALREADY_OPTED_IN);
        assertThat(refused.after().status()).isEqualTo(EmailStatus.OPTED_IN);
    }

    @Test
    void whoUnsubscribedIsAskedByAFormAloneAndStaysOptedOutUntilTheYes() {
        EmailConsent out = after(suppress(SuppressionReason.UNSUBSCRIBE, 0));

        Decided refused = decide(out, ask("r1", 1, false));
        assertThat(refused.causes()).containsExactly(EmailCause.ONLY_THE_PERSON_LIFTS);
        Decided asked = decide(out, ask("r1", 1, true));
        assertThat(asked.outcome()).isEqualTo(EmailOutcome.REQUESTED);
        assertThat(asked.after().status()).isEqualTo(EmailStatus.OPTED_OUT);
        assertThat(asked.changesWhatIsSeen()).isFalse();
        Decided granted = decide(asked.after(), yes("r1", 2));
        assertThat(granted.outcome()).isEqualTo(EmailOutcome.GRANTED);
        assertThat(granted.causes()).containsExactly(EmailCause.REQUEST_CONFIRMED, EmailCause.PERSON_LIFTS);
        assertThat(granted.after().suppression()).isNull();
        assertThat(granted.after().since()).isEqualTo(day(2));
    }

    @Test
    void unsubscribeSinceTheRequestStaysWhateverIsSaidToThatRequest() {
        for (boolean byForm : new boolean[] {true, false}) {
            EmailConsent out = after(ask("r1", 0, byForm), suppress(SuppressionReason.UNSUBSCRIBE, 1));

            Decided refused = decide(out, yes("r1", 2));
            assertThat(refused.outcome()).isEqualTo(EmailOutcome.REFUSED);
            assertThat(refused.causes()).containsExactly(EmailCause.SUPPRESSED_SINCE, EmailCause.REQUEST_CONFIRMED);
            assertThat(refused.after().status()).isEqualTo(EmailStatus.OPTED_OUT);
            // the form can be filled in again: the open request would bring nothing about
            Decided asked = decide(refused.after(), ask("r2", 3, true));
            assertThat(asked.outcome()).isEqualTo(EmailOutcome.REQUESTED);
            assertThat(after(asked.after(), yes("r2", 4)).status()).isEqualTo(EmailStatus.OPTED_IN);
        }
    }

    @Test
    void unsubscribeEndsAnOptInAndATieGoesToIt() {
        EmailConsent in = after(ask("r1", 0, true), yes("r1", 1));

        assertThat(after(in, suppress(SuppressionReason.UNSUBSCRIBE, 1)).status())
                .isEqualTo(EmailStatus.OPTED_OUT);
        assertThat(after(in, suppress(SuppressionReason.SPAM_REPORT, 5)).status())
                .isEqualTo(EmailStatus.OPTED_OUT);
    }

    @ParameterizedTest
    @EnumSource(value = SuppressionReason.class, names = "UNSUBSCRIBE", mode = Mode.EXCLUDE)
    void everyOtherReasonRefusesTheQuestionAndIsNotLiftedByAYes(SuppressionReason reason) {
        Decided refused = decide(after(suppress(reason, 0)), ask("r1", 1, true));
        assertThat(refused.causes())
                .containsExactly(
                        reason == SuppressionReason.SPAM_REPORT
                                ? EmailCause.ONLY_THE_PERSON_LIFTS
                                : EmailCause.COMPANY_SUPPRESSES);

        EmailConsent meanwhile = after(ask("r1", 0, true), suppress(reason, 1), yes("r1", 2));
        assertThat(meanwhile.reasons()).containsExactly(reason);
    }

    @Test
    void bounceHidesNoYesAndIsLiftedByTheOffice() {
        EmailConsent bounced = after(ask("r1", 0, false), yes("r1", 1), suppress(SuppressionReason.BOUNCE, 2));

        assertThat(bounced.status()).isEqualTo(EmailStatus.OPTED_IN);
        assertThat(bounced.suppression()).isEqualTo(new Suppression(SuppressionReason.BOUNCE, day(2)));
        EmailConsent lifted = after(bounced, new Lift("l", day(3), Authority.OFFICE));
        assertThat(lifted.suppression()).isNull();
        assertThat(lifted.status()).isEqualTo(EmailStatus.OPTED_IN);
        assertThat(lifted.since()).isEqualTo(day(3));
    }

    @Test
    void repeatedQuestionIsOpenedOnceAndARefusedOneIsDecidedOnAgain() {
        EmailConsent asked = after(ask("r1", 0, false));

        assertThat(EmailPolicy.decide(asked, ask("r1", 20, false), CHOICES)).isInstanceOf(EmailDecision.Repeated.class);
        Decided refused = decide(after(suppress(SuppressionReason.BOUNCE, 0)), ask("r1", 1, false));
        assertThat(decide(refused.after(), ask("r1", 2, false)).outcome()).isEqualTo(EmailOutcome.REFUSED);
    }

    private EmailConsent after(EmailAct... acts) {
        return after(EmailConsent.NOTHING_KNOWN, acts);
    }

    private static EmailConsent after(EmailConsent consent, EmailAct... acts) {
        EmailConsent current = consent;
        for (EmailAct act : acts) {
            current = decide(current, act).after();
        }
        return current;
    }

    private static Ask ask(String requestId, int day, boolean byForm) {
        return new Ask(requestId, day(day), new Origin(OptInSource.WEB_FORM, "v1", "Form 7", "front desk"), byForm);
    }

    private Suppress suppress(SuppressionReason reason, int day) {
        return new Suppress("c" + ++commands, day(day), reason);
    }

    private Answer yes(String requestId, int day) {
        return answer(requestId, day(day), true);
    }

    private Answer no(String requestId, int day) {
        return answer(requestId, day(day), false);
    }

    private Answer answer(String requestId, Instant at, boolean yes) {
        return new Answer("c" + ++commands, at, requestId, yes);
    }

    private static Decided decide(EmailConsent before, EmailAct act) {
        return (Decided) EmailPolicy.decide(before, act, CHOICES);
    }

    private static EmailRequest latest(EmailConsent consent) {
        return Objects.requireNonNull(consent.requests().latest());
    }

    private static Instant day(int day) {
        return Instant.EPOCH.plus(DAY.multipliedBy(day));
    }
}
