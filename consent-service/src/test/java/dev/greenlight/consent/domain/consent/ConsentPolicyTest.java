package dev.greenlight.consent.domain.consent;

import static dev.greenlight.consent.domain.settings.OptOutScopeSetting.ALL;
import static dev.greenlight.consent.domain.settings.OptOutScopeSetting.BY_CONTEXT;
import static dev.greenlight.consent.domain.settings.OptOutScopeSetting.MARKETING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsentPolicyTest {

    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");

    private ContactConsent current = ContactConsent.NOTHING_SAID;
    private int texts;

    @Test
    void startOptsIn() {
        var decision = start(10);

        assertThat(decision.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(decision.reasons()).containsExactly(Reason.OPT_IN_KEYWORD);
        assertThat(consent()).isEqualTo(new OptedIn(at(10)));
        assertThat(decision.changesWhatIsSeen()).isTrue();
    }

    @Test
    void stopEndsEverythingUnlessTheCompanyChoseOtherwise() {
        var decision = stop(10, ALL);

        assertThat(decision.outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(decision.reasons()).containsExactly(Reason.OPT_OUT_KEYWORD, Reason.COMPANY_STOPS_EVERYTHING);
        assertThat(scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void stopEndsMarketingWhereTheCompanyChoseSo() {
        stop(10, MARKETING);

        assertThat(scope()).isEqualTo(OptOutScope.MARKETING);
    }

    @Test
    void stopEndsEverythingWhereItsContextIsNotKnown() {
        var decision = stop(10, BY_CONTEXT);

        assertThat(decision.reasons()).contains(Reason.CONTEXT_UNKNOWN);
        assertThat(scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void stopAllEndsEverythingWhateverTheCompanyChose() {
        var decision = stopAll(10, MARKETING);

        assertThat(decision.reasons()).contains(Reason.NAMES_EVERY_TEXT);
        assertThat(scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void stopAllAfterStopWidensTheScope() {
        stop(10, MARKETING);
        var decision = stopAll(20, MARKETING);

        assertThat(decision.outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(decision.reasons()).contains(Reason.SCOPE_WIDENED);
        assertThat(scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void lateStopAllStillWidensTheScope() {
        stop(20, MARKETING);
        var decision = stopAll(10, MARKETING);

        assertThat(decision.outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(consent()).isEqualTo(new OptedOut(at(20), at(10), null));
    }

    @Test
    void narrowerStopNeverNarrows() {
        stopAll(10, MARKETING);
        var decision = stop(20, MARKETING);

        assertThat(decision.outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void lateStartDoesNotUndoANewerStop() {
        stop(20, ALL);
        var decision = start(10);

        assertThat(decision.outcome()).isEqualTo(Outcome.STALE);
        assertThat(decision.reasons()).containsExactly(Reason.OLDER_THAN_OPT_OUT);
        assertThat(decision.changesWhatIsSeen()).isFalse();
        assertThat(consent()).isInstanceOf(OptedOut.class);
    }

    @Test
    void lateStopDoesNotUndoANewerStart() {
        start(20);
        var decision = stop(10, ALL);

        assertThat(decision.outcome()).isEqualTo(Outcome.STALE);
        assertThat(decision.reasons()).containsExactly(Reason.OLDER_THAN_OPT_IN);
        assertThat(consent()).isEqualTo(new OptedIn(at(20)));
    }

    @Test
    void stopWinsATieWhicheverArrivesFirst() {
        start(10);
        assertThat(stop(10, ALL).outcome()).isEqualTo(Outcome.REVOKED);

        current = ContactConsent.NOTHING_SAID;
        stop(10, ALL);
        var decision = start(10);

        assertThat(decision.outcome()).isEqualTo(Outcome.STALE);
        assertThat(decision.reasons()).containsExactly(Reason.SAME_TIME_AS_OPT_OUT);
        assertThat(consent()).isInstanceOf(OptedOut.class);
    }

    @Test
    void repeatedStopRemembersTheNewerTimeSoThatAStartBetweenIsStale() {
        stop(10, ALL);
        assertThat(stop(20, ALL).outcome()).isEqualTo(Outcome.CONFIRMED);

        assertThat(start(15).outcome()).isEqualTo(Outcome.STALE);
        assertThat(start(21).outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void repeatedStartRemembersTheNewerTimeSoThatAStopBetweenIsStale() {
        start(10);
        assertThat(start(20).outcome()).isEqualTo(Outcome.CONFIRMED);

        assertThat(stop(15, ALL).outcome()).isEqualTo(Outcome.STALE);
    }

    @Test
    void lateStartEndsAnOlderStopOfEverythingButNotTheNewerOneOfMarketing() {
        stopAll(10, MARKETING);
        stop(20, MARKETING);
        var decision = start(15);

        assertThat(decision.outcome()).isEqualTo(Outcome.STALE);
        assertThat(decision.reasons()).containsExactly(Reason.OLDER_THAN_OPT_OUT, Reason.ENDS_OLDER_STOP_OF_EVERYTHING);
        assertThat(scope()).isEqualTo(OptOutScope.MARKETING);
        assertThat(decision.changesWhatIsSeen()).isTrue();
    }

    @Test
    void textSeenBeforeChangesNothingEvenWithANewTime() {
        start(10);
        stop(20, ALL);
        var again = new TextMessage("test:1", TextMeaning.OPT_IN, false, false, at(30));

        var decision = decide(again, ALL);

        assertThat(decision.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(decision.after()).isEqualTo(decision.before());
        assertThat(consent()).isInstanceOf(OptedOut.class);
    }

    @Test
    void textIsForgottenAfterSevenDays() {
        decide(text(TextMeaning.HELP, 0), ALL);
        stop(SeenTexts.REMEMBERED_FOR.plusSeconds(1).toSeconds(), ALL);

        assertThat(current.seenTexts().contains("test:1")).isFalse();
    }

    @Test
    void yesWithoutAnOpenRequestIsRefused() {
        var decision = decide(text(TextMeaning.CONFIRM, 10), ALL);

        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(decision.reasons()).containsExactly(Reason.NO_OPEN_REQUEST);
        assertThat(consent()).isEqualTo(new NeverAsked());
    }

    @Test
    void everythingElseIsNotedAndChangesNothing() {
        start(10);
        for (TextMeaning meaning : new TextMeaning[] {TextMeaning.HELP, TextMeaning.DECLINE, TextMeaning.UNKNOWN}) {
            assertThat(decide(text(meaning, 20), ALL).outcome()).isEqualTo(Outcome.NOTED);
        }
        assertThat(consent()).isEqualTo(new OptedIn(at(10)));
    }

    @Test
    void afterTooManyTextsOptInsAreRefusedAndOptOutsStillWork() {
        for (int i = 0; i < SeenTexts.MOST; i++) {
            decide(text(TextMeaning.HELP, i), ALL);
        }

        var optIn = start(2_000);
        assertThat(optIn.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(optIn.reasons()).containsExactly(Reason.TOO_MANY_TEXTS);
        assertThat(stop(2_001, ALL).outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(current.seenTexts().texts()).hasSize(SeenTexts.MOST);

        long later = 2_002 + Duration.ofDays(8).toSeconds();
        assertThat(start(later).outcome()).isEqualTo(Outcome.GRANTED);
    }

    /** A gateway that signs no time, as Twilio, gets the time of the replay from us. */
    @Test
    void recordedOptInThatIsPlayedAgainMuchLaterOptsNobodyIn() {
        start(10);
        stop(Duration.ofDays(8).toSeconds(), ALL);
        stop(Duration.ofDays(30).toSeconds(), ALL);

        var replayed = new TextMessage(
                "test:1",
                TextMeaning.OPT_IN,
                false,
                false,
                at(Duration.ofDays(60).toSeconds()));
        assertThat(decide(replayed, ALL).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    private ConsentDecision start(long second) {
        return decide(text(TextMeaning.OPT_IN, second), ALL);
    }

    private ConsentDecision stop(long second, OptOutScopeSetting setting) {
        return decide(text(TextMeaning.OPT_OUT, second), setting);
    }

    private ConsentDecision stopAll(long second, OptOutScopeSetting setting) {
        return decide(new TextMessage("test:" + ++texts, TextMeaning.OPT_OUT, true, false, at(second)), setting);
    }

    private TextMessage text(TextMeaning meaning, long second) {
        return new TextMessage("test:" + ++texts, meaning, false, false, at(second));
    }

    private ConsentDecision decide(TextMessage text, OptOutScopeSetting setting) {
        var decision = ConsentPolicy.decide(current, text, setting);
        current = decision.after();
        return decision;
    }

    private Consent consent() {
        return current.consent();
    }

    private OptOutScope scope() {
        return ((OptedOut) current.consent()).scope();
    }

    private static Instant at(long second) {
        return EPOCH.plusSeconds(second);
    }
}
