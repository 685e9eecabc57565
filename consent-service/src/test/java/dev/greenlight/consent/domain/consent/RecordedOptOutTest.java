package dev.greenlight.consent.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.RecordedOptOut.Note;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedOptOutTest {

    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = at(1_000);

    private ContactConsent current = ContactConsent.NOTHING_SAID;
    private OptOutScopeSetting setting = OptOutScopeSetting.ALL;
    private int count;

    @Test
    void whoeverSaidStopOnTheTelephoneIsOptedOutFromThenOn() {
        text(TextMeaning.OPT_IN, 10);
        var decision = record(null, 20);

        assertThat(decision.outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(decision.reasons()).containsExactly(Reason.RECORDED_OPT_OUT, Reason.COMPANY_STOPS_EVERYTHING);
        assertThat(current.standing()).isEqualTo(new Standing(Status.OPTED_OUT, OptOutScope.ALL, at(20)));
        assertThat(decision.changesWhatIsSeen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        ", ALL, ALL, COMPANY_STOPS_EVERYTHING",
        ", MARKETING, MARKETING, COMPANY_STOPS_MARKETING",
        ", BY_CONTEXT, ALL, CONTEXT_UNKNOWN",
        "ALL, MARKETING, ALL, NAMES_EVERY_TEXT",
        "MARKETING, ALL, MARKETING, NAMES_MARKETING",
        "MARKETING, BY_CONTEXT, MARKETING, NAMES_MARKETING"
    })
    void itEndsWhatThePersonNamedOrElseWhatTheCompanyReadsAStopAs(
            @Nullable OptOutScope named, OptOutScopeSetting company, OptOutScope ended, Reason why) {
        setting = company;

        assertThat(record(named, 10).reasons()).contains(why);
        assertThat(current.standing().scope()).isEqualTo(ended);
    }

    @Test
    void whatIsOlderThanALaterOptInIsStaleAndChangesNothing() {
        text(TextMeaning.OPT_IN, 20);
        ContactConsent before = current;
        var decision = record(OptOutScope.ALL, 19);

        assertThat(decision.outcome()).isEqualTo(Outcome.STALE);
        assertThat(decision.reasons()).containsExactly(Reason.OLDER_THAN_OPT_IN);
        assertThat(current).isEqualTo(before);
    }

    @Test
    void atTheSameTimeAsAnOptInTheOptOutWins() {
        text(TextMeaning.OPT_IN, 20);
        record(null, 20);

        assertThat(current.consent()).isEqualTo(new OptedOut(at(20), at(20), at(20)));
    }

    @Test
    void everyTextAfterMarketingWidensTheScope() {
        record(OptOutScope.MARKETING, 10);
        var decision = record(OptOutScope.ALL, 20);

        assertThat(decision.outcome()).isEqualTo(Outcome.REVOKED);
        assertThat(decision.reasons())
                .containsExactly(Reason.RECORDED_OPT_OUT, Reason.SCOPE_WIDENED, Reason.NAMES_EVERY_TEXT);
        assertThat(current.standing().scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void marketingAfterEveryTextNarrowsNothing() {
        record(OptOutScope.ALL, 10);
        var decision = record(OptOutScope.MARKETING, 20);

        assertThat(decision.outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(current.standing().scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void theSameCommandAgainChangesNothingWhateverWasSaidMeanwhile() {
        RecordedOptOut optOut = optOut("once", null, 10);
        decide(optOut);
        text(TextMeaning.OPT_IN, 20);
        ContactConsent before = current;

        assertThat(decide(optOut("once", null, 30)).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(current).isEqualTo(before);
    }

    @Test
    void theSameTimeAgainChangesNothingHoweverMuchLaterAndUnderWhateverId() {
        record(OptOutScope.ALL, 10);
        Consent after = current.consent();
        record(OptOutScope.ALL, 10);
        assertThat(current.consent()).isEqualTo(after);
        text(TextMeaning.OPT_IN, 20);
        record(OptOutScope.ALL, 10);

        assertThat(current.consent()).isEqualTo(new OptedIn(at(20)));
    }

    @Test
    void officeThatRecordsAThousandTimesMakesNoTextForgotten() {
        text(TextMeaning.OPT_IN, 10);
        for (int i = 0; i < 2 * SeenTexts.MOST; i++) {
            record(null, 20);
        }

        assertThat(current.seenTexts().contains("t1")).isTrue();
        assertThat(current.seenTexts().texts()).hasSize(2);
    }

    @Test
    void itClosesAnOpenRequestAndALateYesDoesNotCount() {
        current = asked(10).after();
        assertThat(current.standing().status()).isEqualTo(Status.PENDING);

        assertThat(record(null, 20).reasons()).contains(Reason.CLOSES_REQUEST);
        assertThat(text(TextMeaning.CONFIRM, 30).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_OUT);
    }

    @Test
    void yesThatWasHeardBeforeIsTakenBackByAStopFromBeforeIt() {
        current = asked(10).after();
        text(TextMeaning.CONFIRM, 30);
        assertThat(current.standing().status()).isEqualTo(Status.OPTED_IN);
        record(null, 20);

        assertThat(current.standing().status()).isEqualTo(Status.OPTED_OUT);
    }

    @Test
    void optedOutNumberCannotBeAsked() {
        record(OptOutScope.MARKETING, 10);

        assertThat(asked(20).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void itAnswersWhatWasHeldAndStandsBesideABlock() {
        text(TextMeaning.OPT_IN, 10);
        text(TextMeaning.REVIEW, 20);
        assertThat(record(null, 30).reasons()).contains(Reason.ENDS_HOLD);
        assertThat(current.held().isEmpty()).isTrue();

        var report = new BlockReport("b", new Block(at(40), Block.Cause.OPTED_OUT));
        current = ConsentPolicy.decide(current, report).after();
        record(null, 50);

        assertThat(current.block()).isNotNull();
    }

    @Test
    void onlyThePersonsOwnTextUndoesIt() {
        record(null, 10);
        assertThat(text(TextMeaning.CONFIRM, 20).outcome()).isEqualTo(Outcome.REFUSED);
        text(TextMeaning.OPT_IN, 20);

        assertThat(current.standing().status()).isEqualTo(Status.OPTED_IN);
    }

    private ConsentDecision asked(int second) {
        var origin = new Origin(OptInSource.OFFICE, "", "", "front desk");
        var ask = new OptInAsk("c" + ++count, "c" + count, origin, at(second));
        var decided = (OptInDecision.Decided) OptInPolicy.decide(current, ask, TenantSettings.DEFAULTS.choices());
        return decided.decision();
    }

    private ConsentDecision text(TextMeaning meaning, int second) {
        var text = new TextMessage("t" + ++count, meaning, false, false, at(second));
        ConsentDecision decision = ConsentPolicy.decide(current, text, setting);
        current = decision.after();
        return decision;
    }

    private ConsentDecision record(@Nullable OptOutScope scope, int second) {
        return decide(optOut("o" + ++count, scope, second));
    }

    private ConsentDecision decide(RecordedOptOut optOut) {
        ConsentDecision decision = ConsentPolicy.decide(current, optOut, setting);
        current = decision.after();
        return decision;
    }

    private static RecordedOptOut optOut(String id, @Nullable OptOutScope scope, int second) {
        return new RecordedOptOut(id, id, OptOutMeans.CALL, scope, at(second), new Note("Called.", "front desk", NOW));
    }

    private static Instant at(int second) {
        return EPOCH.plus(Duration.ofSeconds(second));
    }
}
