package dev.greenlight.consent.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.OptInDecision.Decided;
import dev.greenlight.consent.domain.consent.OptInDecision.Repeated;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.ReviewVerdict.Reading;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptInPolicyTest {

    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Origin FORM = new Origin(OptInSource.WEB_FORM, "v3", "form 7", "front desk");
    private static final Choices ONE_DAY_TWICE = new Choices(OptOutScopeSetting.ALL, true, true, 1, 2);
    private static final Duration DAY = Duration.ofDays(1);

    private ContactConsent current = ContactConsent.NOTHING_SAID;
    private int events;
    private int asked;

    @Test
    void requestIsOpenFromItsTimeForAsLongAsTheCompanyChose() {
        Decided asked = ask(at(100));

        assertThat(asked.decision().outcome()).isEqualTo(Outcome.REQUESTED);
        assertThat(asked.decision().reasons()).containsExactly(Reason.OFFICE_ASKS);
        assertThat(asked.request()).isEqualTo(OptInRequest.open("c1", FORM, at(100), at(100).plus(DAY)));
        assertThat(current.standing()).isEqualTo(new Standing(Status.PENDING, null, at(100)));
        assertThat(asked.decision().changesWhatIsSeen()).isTrue();
    }

    /** What each thing that can happen makes of a number that was asked at 100 and whose request ends a day later. */
    @ParameterizedTest
    @CsvSource({
        "CONFIRM, 100, GRANTED, OPTED_IN",
        "CONFIRM, 86499, GRANTED, OPTED_IN",
        "CONFIRM, 99, REFUSED, PENDING",
        "CONFIRM, 86500, REFUSED, NEVER_ASKED",
        "DECLINE, 100, DECLINED, NEVER_ASKED",
        "DECLINE, 99, NOTED, PENDING",
        "DECLINE, 86500, NOTED, NEVER_ASKED",
        "OPT_IN, 200, GRANTED, OPTED_IN",
        "OPT_IN, 50, GRANTED, OPTED_IN",
        "OPT_IN, 90000, GRANTED, OPTED_IN",
        "OPT_OUT, 200, REVOKED, OPTED_OUT",
        "OPT_OUT, 50, REVOKED, OPTED_OUT",
        "HELP, 200, NOTED, PENDING",
        "HELP, 86500, NOTED, NEVER_ASKED",
        "UNKNOWN, 200, NOTED, PENDING",
        "REVIEW, 200, HELD, ON_HOLD"
    })
    void everyTextHasItsEffectOnARequest(TextMeaning meaning, long second, Outcome outcome, Status after) {
        ask(at(100));

        var decision = text(meaning, second);

        assertThat(decision.outcome()).isEqualTo(outcome);
        assertThat(current.standing().status()).isEqualTo(after);
    }

    /** The second text finds what the first has left, or comes late and is heard first all the same. */
    @ParameterizedTest
    @CsvSource({
        "DECLINE, 200, CONFIRM, 300, NEVER_ASKED",
        "CONFIRM, 300, DECLINE, 200, NEVER_ASKED",
        "CONFIRM, 300, DECLINE, 300, NEVER_ASKED",
        "CONFIRM, 200, DECLINE, 300, OPTED_IN",
        "OPT_OUT, 200, CONFIRM, 300, OPTED_OUT",
        "CONFIRM, 300, OPT_OUT, 200, OPTED_OUT",
        "CONFIRM, 300, OPT_OUT, 300, OPTED_OUT",
        "CONFIRM, 300, OPT_OUT, 50, OPTED_OUT",
        "CONFIRM, 200, OPT_OUT, 300, OPTED_OUT",
        "OPT_OUT, 300, CONFIRM, 200, OPTED_OUT",
        "OPT_OUT, 200, OPT_IN, 300, OPTED_IN",
        "OPT_IN, 200, DECLINE, 300, OPTED_IN",
        "CONFIRM, 200, OPT_IN, 300, OPTED_IN",
        "CONFIRM, 200, REVIEW, 300, ON_HOLD",
        "REVIEW, 200, CONFIRM, 300, ON_HOLD"
    })
    void ofTwoTextsTheEarlierIsTheAnswer(
            TextMeaning first, long firstSecond, TextMeaning second, long secondSecond, Status after) {
        ask(at(100));

        text(first, firstSecond);
        text(second, secondSecond);

        assertThat(current.standing().status()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"OPT_OUT, ALREADY_OPTED_OUT", "OPT_IN, ALREADY_OPTED_IN", "REVIEW, ALREADY_ON_HOLD"})
    void nobodyIsAskedWhoHasSpoken(TextMeaning meaning, Reason reason) {
        text(meaning, 10);

        Decided asked = ask(at(100));

        assertThat(asked.decision().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(asked.decision().reasons()).containsExactly(reason);
        assertThat(asked.request()).isNull();
        assertThat(asked.retryAt()).isNull();
        assertThat(asked.decision().after()).isEqualTo(asked.decision().before());
    }

    @Test
    void blockedNumberIsNotAsked() {
        block(10);

        assertThat(ask(at(100)).decision().reasons()).containsExactly(Reason.ALREADY_BLOCKED);
    }

    @Test
    void yesDoesNotEndABlockBecauseNothingIsKnownOfWhoSaysIt() {
        ask(at(100));
        block(150);
        text(TextMeaning.CONFIRM, 200);
        assertThat(current.standing().status()).isEqualTo(Status.BLOCKED_AT_GATEWAY);

        text(TextMeaning.OPT_IN, 300);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_IN);
    }

    @Test
    void readingAHeldTextAsRevocationTakesBackAYesThatCameAfterIt() {
        ask(at(100));
        text(TextMeaning.REVIEW, 200);
        text(TextMeaning.CONFIRM, 300);

        review(Reading.REVOCATION, 400, "e1");

        assertThat(current.standing()).isEqualTo(new Standing(Status.OPTED_OUT, OptOutScope.ALL, at(200)));
    }

    @Test
    void readingAHeldTextAsConversationLeavesTheYes() {
        ask(at(100));
        text(TextMeaning.REVIEW, 200);
        text(TextMeaning.CONFIRM, 300);

        review(Reading.CONVERSATION, 400, "e1");

        assertThat(current.standing()).isEqualTo(new Standing(Status.OPTED_IN, null, at(300)));
    }

    @Test
    void whileOneIsOpenNoOtherIsOpened() {
        Decided first = ask(at(100));

        Decided second = ask(at(200));

        assertThat(second.decision().outcome()).isEqualTo(Outcome.NOTED);
        assertThat(second.decision().reasons()).containsExactly(Reason.REQUEST_ALREADY_OPEN);
        assertThat(second.request()).isEqualTo(first.request());
        assertThat(second.decision().changesWhatIsSeen()).isFalse();
    }

    @Test
    void askingAThousandTimesPushesNoTextOutOfMemory() {
        text(TextMeaning.HELP, 10);
        ask(at(100));
        SeenTexts before = current.seenTexts();

        for (int i = 0; i < SeenTexts.MOST; i++) {
            ask(at(200));
        }

        assertThat(current.seenTexts()).isEqualTo(before);
    }

    @Test
    void wishThatIsOvertakenByWhatComesAfterTheEndFindsTheRequestOpenByItsOwnTime() {
        Decided first = ask(at(100));
        text(TextMeaning.HELP, 90_000);

        Decided late = ask(at(200));

        assertThat(late.decision().reasons()).containsExactly(Reason.REQUEST_ALREADY_OPEN);
        assertThat(late.request())
                .isNotNull()
                .satisfies(request -> assertThat(request.requestId()).isEqualTo("c1"));
        assertThat(first.decision().outcome()).isEqualTo(Outcome.REQUESTED);
    }

    @Test
    void repeatedCommandIsToldApartWhileARefusedOneIsDecidedAgain() {
        var ask = new OptInAsk("opt-in-request:c", "c", FORM, at(100));
        apply(((Decided) OptInPolicy.decide(current, ask, ONE_DAY_TWICE)).decision());
        assertThat(OptInPolicy.decide(current, ask, ONE_DAY_TWICE)).isInstanceOf(Repeated.class);

        text(TextMeaning.OPT_OUT, 200);
        var other = new OptInAsk("opt-in-request:d", "d", FORM, at(300));
        assertThat(OptInPolicy.decide(current, other, ONE_DAY_TWICE)).isInstanceOf(Decided.class);
        assertThat(OptInPolicy.decide(current, other, ONE_DAY_TWICE)).isInstanceOf(Decided.class);
    }

    @Test
    void nobodyIsAskedMoreOftenThanTheCompanyAllowsInThirtyDays() {
        ask(EPOCH);
        ask(EPOCH.plus(DAY));
        Decided third = ask(EPOCH.plus(DAY.multipliedBy(2)));

        assertThat(third.decision().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(third.decision().reasons()).containsExactly(Reason.ASKED_TOO_OFTEN);
        Instant from = EPOCH.plus(Duration.ofDays(30));
        assertThat(third.retryAt()).isEqualTo(from);
        // the refused one has noticed that the second has expired
        assertThat(third.decision().changesWhatIsSeen()).isTrue();
        assertThat(ask(from.minusMillis(1)).decision().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ask(from).decision().outcome()).isEqualTo(Outcome.REQUESTED);
    }

    @Test
    void whoSaysNoIsNotAskedForThirtyDays() {
        ask(at(100));
        text(TextMeaning.DECLINE, 200);

        Decided again = ask(at(300));

        assertThat(again.decision().reasons()).containsExactly(Reason.DECLINED_LATELY);
        Instant from = at(200).plus(Duration.ofDays(30));
        assertThat(again.retryAt()).isEqualTo(from);
        assertThat(ask(from.minusMillis(1)).decision().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ask(from).decision().outcome()).isEqualTo(Outcome.REQUESTED);
    }

    @Test
    void changeOfTheCompanysSettingsDoesNotMoveTheExpiryOfAnOpenRequest() {
        ask(at(100));
        var longer = new Choices(OptOutScopeSetting.ALL, true, true, 30, 10);

        var second = (Decided) OptInPolicy.decide(current, new OptInAsk("x", "x", FORM, at(200)), longer);

        assertThat(second.request())
                .isNotNull()
                .satisfies(request -> assertThat(request.expiresAt()).isEqualTo(at(100).plus(DAY)));
    }

    @Test
    void expiryIsNoticedByWhateverComesNextAndSeenByWhoeverLooks() {
        ask(at(100));
        assertThat(current.asOf(at(100).plus(DAY).minusMillis(1)).standing().status())
                .isEqualTo(Status.PENDING);
        assertThat(current.asOf(at(100).plus(DAY)).standing().status()).isEqualTo(Status.NEVER_ASKED);

        var help = text(TextMeaning.HELP, 90_000);

        assertThat(help.reasons()).containsExactly(Reason.HELP_KEYWORD, Reason.REQUEST_EXPIRED);
        assertThat(help.changesWhatIsSeen()).isTrue();
        assertThat(text(TextMeaning.HELP, 90_001).reasons()).containsExactly(Reason.HELP_KEYWORD);
        // a yes of its time is late, and none the worse for it
        assertThat(text(TextMeaning.CONFIRM, 300).outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void recordedYesThatIsPlayedAgainIsKnownForGood() {
        var recorded = new TextMessage("yes", TextMeaning.CONFIRM, false, false, at(10));
        apply(ConsentPolicy.decide(current, recorded, OptOutScopeSetting.ALL));
        Instant later = EPOCH.plus(Duration.ofDays(400));
        ask(later);

        var again = new TextMessage("yes", TextMeaning.CONFIRM, false, false, later.plusSeconds(60));

        assertThat(ConsentPolicy.decide(current, again, OptOutScopeSetting.ALL).outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void yesIsRefusedWhereSoManyTextsCameThatARepeatedOneCouldNotBeTold() {
        ask(at(100));
        for (int i = 0; i < SeenTexts.MOST; i++) {
            text(TextMeaning.HELP, 101);
        }

        var yes = text(TextMeaning.CONFIRM, 200);

        assertThat(yes.reasons()).containsExactly(Reason.TOO_MANY_TEXTS);
        assertThat(current.standing().status()).isEqualTo(Status.PENDING);
    }

    private Decided ask(Instant time) {
        String command = "c" + ++asked;
        var ask = new OptInAsk("opt-in-request:" + command, command, FORM, time);
        var decided = (Decided) OptInPolicy.decide(current, ask, ONE_DAY_TWICE);
        apply(decided.decision());
        return decided;
    }

    private ConsentDecision text(TextMeaning meaning, long second) {
        var text = new TextMessage("e" + ++events, meaning, false, false, at(second));
        return apply(ConsentPolicy.decide(current, text, OptOutScopeSetting.ALL));
    }

    private void block(long second) {
        var block = new Block(at(second), Block.Cause.DEACTIVATED);
        apply(ConsentPolicy.decide(current, new BlockReport("b", block)));
    }

    private void review(Reading reading, long second, String text) {
        var verdict = new ReviewVerdict("v", Set.of(text), reading, at(second));
        var decided = (ReviewDecision.Decided) ConsentPolicy.decide(current, verdict, OptOutScopeSetting.ALL);
        apply(decided.decision());
    }

    private ConsentDecision apply(ConsentDecision decision) {
        current = decision.after();
        return decision;
    }

    private static Instant at(long second) {
        return EPOCH.plusSeconds(second);
    }
}
