package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.ScheduledScope;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.SettingsPolicy;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredReading;
import dev.greenlight.consent.stored.StoredReview;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.sms.BlockCause;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeywordLaneTest {

    private static final String NUMBER = "+15555550123";
    private static final String KEY = "acme:" + NUMBER;
    private static final String OTHER_NUMBER = "+15555550124";
    private static final String OTHER_KEY = "acme:" + OTHER_NUMBER;

    private TopologyFixture fixture;
    private TestInputTopic<String, TextReceived> texts;
    private TestInputTopic<String, StoredTenantSettings> settings;
    private TestInputTopic<String, StoredReviewCommand> verdicts;
    private TestOutputTopic<String, ConsentChanged> ledger;
    private TestOutputTopic<String, ConsentState> states;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.keywordLane();
        texts = fixture.input(EventTopic.TEXT_RECEIVED);
        settings = fixture.input(PrivateTopic.SETTINGS_BROADCAST, StoredTenantSettings.class);
        verdicts = fixture.input(PrivateTopic.REVIEW_COMMAND, StoredReviewCommand.class);
        ledger = fixture.output(EventTopic.CONSENT_CHANGED);
        states = fixture.output(EventTopic.CONSENT_STATE);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void heldTextIsKeptForReviewAndItsVerdictIsEnteredInTheLedger() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_IN, 10));
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.REVIEW, 20));
        KeyValueStore<String, StoredReview> reviews = fixture.driver().getKeyValueStore(ConsentTopology.REVIEW_STORE);
        assertThat(reviews.get(KEY).getOpen()).isTrue();
        assertThat(reviews.get(KEY).getTexts())
                .singleElement()
                .satisfies(text -> assertThat(text.getEventId()).isEqualTo("test:2"));

        verdicts.pipeInput(KEY, verdict("v1", StoredReading.CONVERSATION, "test:1"));
        assertThat(ledger.readValuesToList()).hasSize(2);
        verdicts.pipeInput(KEY, verdict("v2", StoredReading.CONVERSATION, "test:2"));

        var entry = ledger.readValue();
        assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.RELEASED);
        assertThat(entry.getEvidence().getTextEventId()).isEqualTo("test:2");
        assertThat(entry.getReview()).isNotNull().satisfies(review -> {
            assertThat(review.getReviewer()).isEqualTo("front desk");
            assertThat(review.getTextEventIds()).containsExactly("test:2");
        });
        assertThat(reviews.get(KEY)).isNull();
        // the proof of the last one is the person's own text again, and not that somebody let go
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus, ConsentState::getSequence, ConsentState::getDecision)
                .containsExactly(
                        tuple(ConsentStatus.OPTED_IN, 1L, 1L),
                        tuple(ConsentStatus.ON_HOLD, 2L, 2L),
                        tuple(ConsentStatus.OPTED_IN, 1L, 3L));
    }

    @Test
    void blockedNumberIsEnteredInTheLedgerAndSetsTheState() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_IN, 10));
        fixture.input(EventTopic.NUMBER_BLOCKED)
                .pipeInput(
                        KEY,
                        new NumberBlocked(
                                "test:b1",
                                "acme",
                                "test",
                                NUMBER,
                                "+15555550100",
                                BlockCause.OPTED_OUT,
                                "21610",
                                Texts.at(20),
                                TimeSource.GREENLIGHT,
                                Texts.at(20)));

        assertThat(ledger.readValuesToList().getLast()).satisfies(entry -> {
            assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.BLOCKED);
            assertThat(entry.getReasons()).containsExactly("ON_GATEWAY_OPT_OUT_LIST");
            assertThat(entry.getEvidence().getKeyword()).isEqualTo("21610");
            assertThat(entry.getEvidence().getGatewayMessageId()).isEqualTo("b1");
        });
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.OPTED_IN, ConsentStatus.BLOCKED_AT_GATEWAY);
    }

    private static StoredReviewCommand verdict(String commandId, StoredReading reading, String text) {
        return new StoredReviewCommand(
                commandId, "acme", NUMBER, List.of(text), reading, "", Texts.at(100), "front desk");
    }

    @Test
    void startIsEnteredInTheLedgerWithItsEvidenceAndSetsTheState() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_IN, 10));

        var entry = ledger.readKeyValue();
        assertThat(entry.key).isEqualTo(KEY);
        assertThat(entry.value.getSequence()).isEqualTo(1);
        assertThat(entry.value.getOutcome()).isEqualTo(ConsentOutcome.GRANTED);
        assertThat(entry.value.getReasons()).containsExactly("OPT_IN_KEYWORD");
        assertThat(entry.value.getStatusBefore()).isEqualTo(ConsentStatus.NEVER_ASKED);
        assertThat(entry.value.getStatusAfter()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(entry.value.getScopeAfter()).isEqualTo(OptOutScope.NONE);
        assertThat(entry.value.getEffectiveAt()).isEqualTo(Texts.at(10));
        assertThat(entry.value.getEvidence().getTextEventId()).isEqualTo("test:1");
        assertThat(entry.value.getEvidence().getTopicPartition()).isZero();
        assertThat(entry.value.getEvidence().getTopicOffset()).isZero();

        var state = states.readKeyValue();
        assertThat(state.key).isEqualTo(KEY);
        assertThat(state.value.getStatus()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(state.value.getSince()).isEqualTo(Texts.at(10));
        assertThat(state.value.getSequence()).isEqualTo(1);
        assertThat(state.value.getSetByEventId()).isEqualTo(entry.value.getEventId());
        assertThat(state.value.getSetBy()).isEqualTo("text START through test");
    }

    @Test
    void everyTextGetsAnEntryAndOnlyVisibleChangesGetAState() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_OUT, 10));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_OUT, 10));
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.OPT_IN, 5));
        texts.pipeInput(KEY, Texts.of("3", TextMeaning.CONFIRM, 11));
        texts.pipeInput(KEY, Texts.of("4", TextMeaning.HELP, 12));
        texts.pipeInput(KEY, Texts.of("5", TextMeaning.OPT_IN, 13));

        List<ConsentChanged> entries = ledger.readValuesToList();
        assertThat(entries)
                .extracting(ConsentChanged::getOutcome)
                .containsExactly(
                        ConsentOutcome.REVOKED,
                        ConsentOutcome.DUPLICATE,
                        ConsentOutcome.STALE,
                        ConsentOutcome.REFUSED,
                        ConsentOutcome.NOTED,
                        ConsentOutcome.GRANTED);
        assertThat(entries).extracting(ConsentChanged::getSequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(entries).extracting(ConsentChanged::getEventId).doesNotHaveDuplicates();
        assertThat(entries).allSatisfy(entry -> assertThat(entry.getReasons()).isNotEmpty());
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getSequence)
                .containsExactly(1L, 6L);
    }

    @Test
    void numbersAndCompaniesAreKeptApart() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_OUT, 10));
        texts.pipeInput("other:" + NUMBER, Texts.from("other", NUMBER, "2", TextMeaning.OPT_IN, 5));

        assertThat(ledger.readValuesToList())
                .extracting(ConsentChanged::getSequence)
                .containsExactly(1L, 1L);
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_IN);
    }

    @Test
    void companysChoiceOfScopeHoldsForTextsReceivedFromTheChangeOn() {
        settings.pipeInput("acme", changed(OptOutScopeSetting.MARKETING, null, 10));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_OUT, 10));
        texts.pipeInput(OTHER_KEY, Texts.from("acme", OTHER_NUMBER, "2", TextMeaning.OPT_OUT, 9));
        texts.pipeInput("other:" + NUMBER, Texts.from("other", NUMBER, "3", TextMeaning.OPT_OUT, 10));

        assertThat(states.readValuesToList())
                .extracting(ConsentState::getOptOutScope)
                .containsExactly(OptOutScope.MARKETING, OptOutScope.ALL, OptOutScope.ALL);
    }

    @Test
    void scheduledScopeHoldsForTextsReceivedFromItsTimeOnHoweverLateTheOthersCome() {
        var everything = new ScheduledScope(OptOutScopeSetting.ALL, Texts.at(100));
        settings.pipeInput("acme", changed(OptOutScopeSetting.MARKETING, everything, 0));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_OUT, 100));
        texts.pipeInput(OTHER_KEY, Texts.from("acme", OTHER_NUMBER, "2", TextMeaning.OPT_OUT, 99));

        assertThat(states.readValuesToList())
                .extracting(ConsentState::getOptOutScope)
                .containsExactly(OptOutScope.ALL, OptOutScope.MARKETING);
    }

    @Test
    void heldTextThatIsReadAsARevocationIsJudgedByItsOwnTimeToo() {
        var everything = new ScheduledScope(OptOutScopeSetting.ALL, Texts.at(100));
        settings.pipeInput("acme", changed(OptOutScopeSetting.MARKETING, everything, 0));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.REVIEW, 99));
        texts.pipeInput(OTHER_KEY, Texts.from("acme", OTHER_NUMBER, "2", TextMeaning.OPT_OUT, 200));
        verdicts.pipeInput(KEY, verdict("v1", StoredReading.REVOCATION, "test:1"));

        assertThat(states.readValuesToList().getLast().getOptOutScope()).isEqualTo(OptOutScope.MARKETING);
    }

    private static StoredTenantSettings changed(
            OptOutScopeSetting scope, @Nullable ScheduledScope scheduled, long second) {
        Choices choices = TenantSettings.DEFAULTS.choices().withScopes(scope, scheduled);
        var command = new SettingsCommand("s1", null, Texts.at(second), "office", choices);
        return SettingsMapper.toStored(
                "acme", SettingsPolicy.decide(TenantSettings.DEFAULTS, command).after());
    }

    @Test
    void replayGivesTheSameBytes() {
        byte[] first = entriesOfASmallStory();
        fixture.close();
        start();

        assertThat(entriesOfASmallStory()).isEqualTo(first);
    }

    @Test
    void textUnderAnotherNumbersKeyIsNotDecidedOn() {
        assertThatThrownBy(() -> texts.pipeInput("acme:+15555550199", Texts.of("1", TextMeaning.OPT_OUT, 10)))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(UnusableEventException.class);
    }

    /** Fails on every change of shape, so that nobody orphans a deployed store by accident. */
    @Test
    void shapeIsTheReviewedOne() {
        assertThat(fixture.describe()).isEqualToNormalizingNewlines(TopologyFixture.reviewed("keyword-lane.txt"));
    }

    private byte[] entriesOfASmallStory() {
        var raw = fixture.driver()
                .createOutputTopic(
                        EventTopic.CONSENT_CHANGED.name(),
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer());
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_IN, 10));
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.OPT_OUT, 20));
        raw.readValue();
        return raw.readValue();
    }
}
