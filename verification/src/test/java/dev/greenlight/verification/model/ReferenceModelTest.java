package dev.greenlight.verification.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.OptOutScopeSetting;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.verification.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The oracle is small enough to be checked by hand. */
class ReferenceModelTest {

    private final ReferenceModel model = new ReferenceModel();

    @Test
    void silenceIsNoConsent() {
        hear(Events.text("M1", TextMeaning.HELP, 10), Events.text("M2", TextMeaning.CONFIRM, 20));

        assertThat(model.spoken()).isEmpty();
    }

    @Test
    void aStopThatIsNoTextCountsByItsTimeAsOneThatIs() {
        hear(Events.text("M1", TextMeaning.OPT_IN, 100));
        stop(OptOutScope.MARKETING, 99);
        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_IN);

        stop(OptOutScope.MARKETING, 100);
        assertThat(said().scope()).isEqualTo(OptOutScope.MARKETING);

        stop(OptOutScope.ALL, 101);
        assertThat(said().scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void aYesCountsWithinTheTimeOfTheQuestionAndNotOutside() {
        ask(100);
        hear(Events.text("M1", TextMeaning.CONFIRM, 99));
        assertThat(said().status()).isEqualTo(ConsentStatus.PENDING);

        hear(Events.text("M2", TextMeaning.CONFIRM, 200));
        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(said().heldBy()).containsOnlyKeys("generic:M2");

        hear(Events.text("M3", TextMeaning.DECLINE, 150));
        assertThat(model.spoken()).isEmpty();
    }

    @Test
    void aQuestionEndsWithItsTimeAndWithAStop() {
        ask(100);
        hear(Events.text("M1", TextMeaning.HELP, 100 + 7 * 24 * 3_600));
        assertThat(model.spoken()).isEmpty();

        hear(Events.text("M2", TextMeaning.OPT_OUT, 150), Events.text("M3", TextMeaning.CONFIRM, 200));
        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_OUT);
    }

    @Test
    void whoSaidNoIsNotAskedAgainForAMonth() {
        ask(100);
        hear(Events.text("M1", TextMeaning.DECLINE, 200));
        ask(300);
        hear(Events.text("M2", TextMeaning.CONFIRM, 400));
        assertThat(model.spoken()).isEmpty();

        int month = 30 * 24 * 3_600;
        ask(200 + month);
        hear(Events.text("M3", TextMeaning.CONFIRM, 300 + month));
        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_IN);
    }

    @Test
    void aLateStartDoesNotUndoANewerStop() {
        hear(
                Events.text("M1", TextMeaning.OPT_OUT, 10),
                Events.text("M2", TextMeaning.OPT_OUT, 20),
                Events.text("M3", TextMeaning.OPT_IN, 15));

        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(said().heldBy()).containsOnlyKeys("generic:M2");
    }

    @Test
    void aLateStopEndsTheGrantsBeforeIt() {
        hear(
                Events.text("M1", TextMeaning.OPT_IN, 10),
                Events.text("M2", TextMeaning.OPT_IN, 20),
                Events.text("M3", TextMeaning.OPT_OUT, 15));

        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(said().heldBy()).containsOnlyKeys("generic:M2");
    }

    @Test
    void aStopWinsATieInEitherOrder() {
        hear(Events.text("M1", TextMeaning.OPT_OUT, 10), Events.text("M2", TextMeaning.OPT_IN, 10));
        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_OUT);

        hear(Events.text("M3", TextMeaning.OPT_IN, 30), Events.text("M4", TextMeaning.OPT_OUT, 30));
        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_OUT);
    }

    @Test
    void aMessageIdThatWasSeenWithinAWeekChangesNothing() {
        hear(
                Events.text("M1", TextMeaning.OPT_IN, 10),
                Events.text("M2", TextMeaning.OPT_OUT, 20),
                Events.text("M1", TextMeaning.OPT_IN, 30));

        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_OUT);
    }

    @Test
    void theCompanyDecidesWhatAStopEndsAndStopallAlwaysEndsEverything() {
        model.apply(Events.settings(OptOutScopeSetting.MARKETING));
        hear(Events.text("M1", TextMeaning.OPT_OUT, 10));
        assertThat(said().scope()).isEqualTo(OptOutScope.MARKETING);

        hear(Events.stopall("M2", 5));
        assertThat(said().scope()).isEqualTo(OptOutScope.ALL);

        model.apply(Events.settings(OptOutScopeSetting.BY_CONTEXT));
        hear(Events.text("M3", TextMeaning.OPT_IN, 20), Events.text("M4", TextMeaning.OPT_OUT, 30));
        assertThat(said().scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void aScheduledScopeCountsForTextsReceivedFromThenOn() {
        model.apply(Events.settings(OptOutScopeSetting.MARKETING, OptOutScopeSetting.ALL, 100));
        hear(Events.text("M1", TextMeaning.OPT_OUT, 99));
        assertThat(said().scope()).isEqualTo(OptOutScope.MARKETING);

        hear(Events.text("M2", TextMeaning.OPT_OUT, 100));
        assertThat(said().scope()).isEqualTo(OptOutScope.ALL);
    }

    @Test
    void afterAThousandTextsInAWeekOnlyAStopStillWorks() {
        for (int i = 0; i < 1_000; i++) {
            model.apply(Events.text("H" + i, TextMeaning.HELP, i));
        }
        hear(Events.text("M1", TextMeaning.OPT_IN, 2_000));
        assertThat(model.spoken()).isEmpty();

        hear(Events.text("M2", TextMeaning.OPT_OUT, 3_000));
        assertThat(said().status()).isEqualTo(ConsentStatus.OPTED_OUT);
    }

    @Test
    void aMemberNeedsConsentAndEveryConditionOfTheOffice() {
        hear(Events.text("M1", TextMeaning.OPT_IN, 10));
        model.apply(Events.customer("C1").build());
        assertThat(model.smsMarketing()).containsOnlyKeys("tenant-a:C1:+15550000001");

        model.apply(Events.customer("C1").setActive(false).build());
        assertThat(model.smsMarketing()).isEmpty();
        model.apply(Events.customer("C1").setDoNotMail(true).build());
        assertThat(model.smsMarketing()).isEmpty();
        model.apply(Events.customer("C1").setDoNotService(true).build());
        assertThat(model.smsMarketing()).isEmpty();
        model.apply(Events.customer("C1").setContactMethods(List.of()).build());
        assertThat(model.smsMarketing()).isEmpty();

        model.apply(Events.customer("C1").build());
        assertThat(model.smsMarketing()).hasSize(1);
        model.removeCustomer("tenant-a:C1");
        assertThat(model.smsMarketing()).isEmpty();
    }

    @Test
    void aNumberThatStandsTwiceOnARecordIsAllowedOnlyWhatBothLinesAllow() {
        hear(Events.text("M1", TextMeaning.OPT_IN, 10));
        ContactMethod allows = Events.customer("C1").build().getContactMethods().getFirst();
        var forbids = new ContactMethod("M1", allows.getType(), allows.getValue(), false, true);
        model.apply(Events.customer("C1")
                .setContactMethods(List.of(allows, forbids))
                .build());

        assertThat(model.smsMarketing()).isEmpty();
    }

    @Test
    void consentIsSharedByTheCustomersOfACompanyAndNotBetweenCompanies() {
        hear(Events.text("M1", TextMeaning.OPT_IN, 10));
        model.apply(Events.customer("C1").build());
        model.apply(Events.customer("C2").build());
        model.apply(Events.customer("C3").setTenant("tenant-b").build());

        assertThat(model.smsMarketing()).containsOnlyKeys("tenant-a:C1:+15550000001", "tenant-a:C2:+15550000001");
    }

    @RepeatedTest(50)
    void theOrderOfArrivalDoesNotMatter(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<TextReceived> texts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            texts.add(Events.text(
                    "M" + i, random.nextBoolean() ? TextMeaning.OPT_IN : TextMeaning.OPT_OUT, random.nextInt(20)));
        }
        texts.forEach(model::apply);
        Collections.shuffle(texts, random);
        var other = new ReferenceModel();
        texts.forEach(other::apply);

        assertThat(other.spoken()).isEqualTo(model.spoken());
    }

    private void stop(OptOutScope scope, int second) {
        Instant at = Events.text("none", TextMeaning.HELP, second).getReceivedAt();
        model.stop("tenant-a", "+15550000001", scope, at, at);
    }

    private void ask(int second) {
        Instant at = Events.text("none", TextMeaning.HELP, second).getReceivedAt();
        model.ask("tenant-a", "+15550000001", at);
    }

    private void hear(TextReceived... texts) {
        for (TextReceived text : texts) {
            model.apply(text);
        }
    }

    private Spoken said() {
        return model.spoken().values().iterator().next();
    }
}
