package dev.greenlight.consent.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.ReviewDecision.Decided;
import dev.greenlight.consent.domain.consent.ReviewVerdict.Reading;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldAndBlockPolicyTest {

    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");

    private ContactConsent current = ContactConsent.NOTHING_SAID;
    private int events;

    @Test
    void possibleRevocationHoldsTheNumberAtOnce() {
        text(TextMeaning.OPT_IN, 10);

        var decision = text(TextMeaning.REVIEW, 20);

        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(decision.reasons()).containsExactly(Reason.POSSIBLE_REVOCATION);
        assertThat(decision.changesWhatIsSeen()).isTrue();
        assertThat(current.standing()).isEqualTo(new Standing(Status.ON_HOLD, null, at(20)));
    }

    @Test
    void anotherOneHoldsItFromTheFirstOn() {
        text(TextMeaning.REVIEW, 20);

        var decision = text(TextMeaning.REVIEW, 30);

        assertThat(decision.reasons()).containsExactly(Reason.POSSIBLE_REVOCATION, Reason.ALREADY_ON_HOLD);
        assertThat(current.standing().since()).isEqualTo(at(20));
    }

    @Test
    void releaseGivesBackWhatThePersonSaidAndNothingMore() {
        text(TextMeaning.REVIEW, 20);
        assertThat(review(Reading.CONVERSATION, 40, "e1")).isInstanceOf(Decided.class);
        assertThat(current.standing().status()).isEqualTo(Status.NEVER_ASKED);

        text(TextMeaning.OPT_IN, 50);
        text(TextMeaning.REVIEW, 60);
        Decided released = (Decided) review(Reading.CONVERSATION, 70, "e3");

        assertThat(released.decision().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(released.decision().reasons()).containsExactly(Reason.REVIEWED_AS_CONVERSATION);
        assertThat(current.standing()).isEqualTo(new Standing(Status.OPTED_IN, null, at(50)));
    }

    @Test
    void revocationCountsFromTheTextOn() {
        text(TextMeaning.OPT_IN, 10);
        text(TextMeaning.REVIEW, 20);

        Decided revoked = (Decided) review(Reading.REVOCATION, 400, "e2");

        assertThat(revoked.decision().outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(revoked.decision().reasons())
                .containsExactly(Reason.REVIEWED_AS_REVOCATION, Reason.COMPANY_STOPS_EVERYTHING);
        assertThat(current.standing()).isEqualTo(new Standing(Status.OPTED_OUT, OptOutScope.ALL, at(20)));
        assertThat(text(TextMeaning.OPT_IN, 30).outcome()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void oneUnreadTextIsEnoughToHoldTheNumber() {
        text(TextMeaning.OPT_IN, 10);
        text(TextMeaning.REVIEW, 20);
        text(TextMeaning.REVIEW, 30);

        assertThat(review(Reading.CONVERSATION, 40, "e2")).isInstanceOf(ReviewDecision.MoreHeld.class);
        assertThat(current.standing().status()).isEqualTo(Status.ON_HOLD);
        assertThat(review(Reading.CONVERSATION, 50, "e2", "e3")).isInstanceOf(Decided.class);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_IN);
    }

    @Test
    void revocationMayBeToldOfAnyOfTheTexts() {
        text(TextMeaning.OPT_IN, 10);
        text(TextMeaning.REVIEW, 20);
        text(TextMeaning.REVIEW, 30);

        assertThat(review(Reading.REVOCATION, 40, "e2")).isInstanceOf(Decided.class);

        assertThat(current.standing()).isEqualTo(new Standing(Status.OPTED_OUT, OptOutScope.ALL, at(20)));
    }

    @Test
    void whatThePersonSaysClearlyEndsTheHold() {
        text(TextMeaning.REVIEW, 20);

        assertThat(text(TextMeaning.OPT_IN, 30).reasons()).contains(Reason.ENDS_HOLD);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_IN);

        text(TextMeaning.REVIEW, 40);
        assertThat(text(TextMeaning.OPT_OUT, 50).reasons()).contains(Reason.ENDS_HOLD);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_OUT);
        assertThat(review(Reading.CONVERSATION, 60, "e3")).isInstanceOf(ReviewDecision.NothingHeld.class);
    }

    @Test
    void optInOfTheSameTimeDoesNotEndTheHold() {
        text(TextMeaning.REVIEW, 20);
        text(TextMeaning.OPT_IN, 20);

        assertThat(current.standing().status()).isEqualTo(Status.ON_HOLD);
    }

    @Test
    void lateTextIsNotHeldWhereThePersonHasSpokenSince() {
        text(TextMeaning.OPT_IN, 30);

        assertThat(text(TextMeaning.REVIEW, 20).outcome()).isEqualTo(Outcome.STALE);
        text(TextMeaning.OPT_OUT, 50);
        assertThat(text(TextMeaning.REVIEW, 40).outcome()).isEqualTo(Outcome.NOTED);
        assertThat(current.held().isEmpty()).isTrue();
    }

    @Test
    void repeatedVerdictChangesNothing() {
        text(TextMeaning.REVIEW, 20);
        var verdict = new ReviewVerdict("v", Set.of("e1"), Reading.REVOCATION, at(30));
        current = ((Decided) ConsentPolicy.decide(current, verdict, OptOutScopeSetting.ALL))
                .decision()
                .after();

        assertThat(ConsentPolicy.decide(current, verdict, OptOutScopeSetting.ALL))
                .isInstanceOf(ReviewDecision.Repeated.class);
    }

    @Test
    void blockIsSeenUntilThePersonOptsInAgain() {
        text(TextMeaning.OPT_IN, 10);

        assertThat(block(Block.Cause.OPTED_OUT, 20).outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(current.standing()).isEqualTo(new Standing(Status.BLOCKED_AT_GATEWAY, null, at(20)));
        assertThat(block(Block.Cause.OPTED_OUT, 30).outcome()).isEqualTo(Outcome.CONFIRMED);

        assertThat(text(TextMeaning.OPT_IN, 40).reasons()).containsExactly(Reason.ALREADY_OPTED_IN, Reason.ENDS_BLOCK);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_IN);
        assertThat(block(Block.Cause.OPTED_OUT, 35).outcome()).isEqualTo(Outcome.STALE);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_IN);
    }

    @Test
    void blockWeighsMoreThanAnOptOutOfMarketingAndLessThanOneOfEverything() {
        decide(TextMeaning.OPT_OUT, 10, OptOutScopeSetting.MARKETING);
        block(Block.Cause.DEACTIVATED, 20);
        assertThat(current.standing())
                .isEqualTo(new Standing(Status.BLOCKED_AT_GATEWAY, OptOutScope.MARKETING, at(20)));

        text(TextMeaning.OPT_OUT, 30);
        assertThat(current.standing()).isEqualTo(new Standing(Status.OPTED_OUT, OptOutScope.ALL, at(30)));
    }

    @Test
    void disagreementOfTheGatewayIsNoted() {
        var stop = new TextMessage("e", TextMeaning.OPT_OUT, false, true, at(10));

        assertThat(ConsentPolicy.decide(current, stop, OptOutScopeSetting.ALL).reasons())
                .containsExactly(
                        Reason.OPT_OUT_KEYWORD, Reason.COMPANY_STOPS_EVERYTHING, Reason.GATEWAY_READ_IT_OTHERWISE);
    }

    private ConsentDecision text(TextMeaning meaning, long second) {
        return decide(meaning, second, OptOutScopeSetting.ALL);
    }

    private ConsentDecision decide(TextMeaning meaning, long second, OptOutScopeSetting setting) {
        var text = new TextMessage("e" + ++events, meaning, false, false, at(second));
        return apply(ConsentPolicy.decide(current, text, setting));
    }

    private ConsentDecision block(Block.Cause cause, long second) {
        return apply(ConsentPolicy.decide(current, new BlockReport("b" + ++events, new Block(at(second), cause))));
    }

    private ReviewDecision review(Reading reading, long second, String... texts) {
        var verdict = new ReviewVerdict("v" + second, Set.of(texts), reading, at(second));
        ReviewDecision decision = ConsentPolicy.decide(current, verdict, OptOutScopeSetting.ALL);
        if (decision instanceof Decided decided) {
            apply(decided.decision());
        }
        return decision;
    }

    private ConsentDecision apply(ConsentDecision decision) {
        current = decision.after();
        return decision;
    }

    private static Instant at(long second) {
        return EPOCH.plusSeconds(second);
    }
}
