package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptInSource;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredOptOutMeans;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.consent.stored.StoredRecordedScope;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutMeans;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedOptOutLaneTest {

    private static final String NUMBER = "+15555550123";
    private static final String KEY = "acme:" + NUMBER;

    private TopologyFixture fixture;
    private TestInputTopic<String, TextReceived> texts;
    private TestInputTopic<String, StoredOptOutCommand> commands;
    private TestOutputTopic<String, ConsentChanged> ledger;
    private TestOutputTopic<String, ConsentState> states;
    private TestOutputTopic<String, StoredCommandOutcome> outcomes;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.keywordLane();
        texts = fixture.input(EventTopic.TEXT_RECEIVED);
        commands = fixture.input(PrivateTopic.OPT_OUT_COMMAND, StoredOptOutCommand.class);
        ledger = fixture.output(EventTopic.CONSENT_CHANGED);
        states = fixture.output(EventTopic.CONSENT_STATE);
        outcomes = fixture.outcomes();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void optOutIsEnteredWithWhoWroteItDownAndSetsTheState() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_IN, 10));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("o1", StoredRecordedScope.NOT_SAID, 20)));

        var entry = ledger.readValuesToList().getLast();
        assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.REVOKED);
        assertThat(entry.getReasons()).containsExactly("RECORDED_OPT_OUT", "COMPANY_STOPS_EVERYTHING");
        assertThat(entry.getStatusAfter()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(entry.getScopeAfter()).isEqualTo(OptOutScope.ALL);
        assertThat(entry.getEffectiveAt()).isEqualTo(Texts.at(20));
        assertThat(entry.getEvidence().getTextEventId()).isEqualTo("opt-out:o1");
        assertThat(entry.getEvidence().getText()).isEmpty();
        assertThat(entry.getRequest()).isNull();
        assertThat(entry.getOptOut()).isNotNull().satisfies(optOut -> {
            assertThat(optOut.getCommandId()).isEqualTo("o1");
            assertThat(optOut.getMeans()).isEqualTo(OptOutMeans.CALL);
            assertThat(optOut.getScope()).isEqualTo(OptOutScope.NONE);
            assertThat(optOut.getEvidence()).isEqualTo("Called the desk.");
            assertThat(optOut.getRecordedBy()).isEqualTo("front desk");
            assertThat(optOut.getRecordedAt()).isEqualTo(Texts.at(500));
        });
        var state = states.readValuesToList().getLast();
        assertThat(state.getStatus()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(state.getSince()).isEqualTo(Texts.at(20));
        assertThat(state.getSetBy()).isEqualTo("opt-out (call) recorded by front desk");
        assertThat(state.getSetByEventId()).isEqualTo(entry.getEventId());
        var answer = outcomes.readValue();
        assertThat(answer.getOutcome()).isEqualTo(StoredOutcome.UPDATED);
        assertThat(answer.getConsent()).isNotNull();
    }

    @Test
    void repeatedConfirmedAndStaleOnesChangeNothingAndOnlyTheFirstKindHasNoEntry() {
        commands.pipeInput(TopologyFixture.awaited(KEY, command("o1", StoredRecordedScope.ALL, 20)));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("o1", StoredRecordedScope.ALL, 20)));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("o2", StoredRecordedScope.ALL, 20)));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_IN, 30));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("o3", StoredRecordedScope.ALL, 25)));

        assertThat(outcomes.readValuesToList())
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(
                        StoredOutcome.UPDATED,
                        StoredOutcome.REPEATED,
                        StoredOutcome.UNCHANGED,
                        StoredOutcome.UNCHANGED);
        assertThat(ledger.readValuesToList())
                .extracting(ConsentChanged::getOutcome)
                .containsExactly(
                        ConsentOutcome.REVOKED, ConsentOutcome.CONFIRMED, ConsentOutcome.GRANTED, ConsentOutcome.STALE);
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.OPTED_OUT, ConsentStatus.OPTED_IN);
    }

    @Test
    void scopeOfTheCompanyCountsWhereThePersonNamedNone() {
        settings(OptOutScopeSetting.MARKETING);
        commands.pipeInput(KEY, command("o1", StoredRecordedScope.NOT_SAID, 20));
        commands.pipeInput(KEY, command("o2", StoredRecordedScope.ALL, 30));

        assertThat(states.readValuesToList())
                .extracting(ConsentState::getOptOutScope)
                .containsExactly(OptOutScope.MARKETING, OptOutScope.ALL);
        assertThat(outcomes.isEmpty()).isTrue();
    }

    @Test
    void scopeAndMeansOfANewerVersionAreNotReadAsLess() {
        settings(OptOutScopeSetting.MARKETING);
        commands.pipeInput(
                KEY,
                StoredOptOutCommand.newBuilder(command("o1", StoredRecordedScope.UNKNOWN, 20))
                        .setMeans(StoredOptOutMeans.UNKNOWN)
                        .build());

        assertThat(states.readValue().getOptOutScope()).isEqualTo(OptOutScope.ALL);
        assertThat(ledger.readValue().getOptOut())
                .isNotNull()
                .satisfies(optOut -> assertThat(optOut.getMeans()).isEqualTo(OptOutMeans.UNKNOWN));
    }

    @Test
    void optOutEndsPendingAndNamesTheRequestThatItCloses() {
        fixture.input(PrivateTopic.OPT_IN_REQUEST_COMMAND, StoredOptInRequestCommand.class)
                .pipeInput(
                        KEY,
                        new StoredOptInRequestCommand(
                                "c1", "acme", NUMBER, StoredOptInSource.OFFICE, "", "", Texts.at(10), "front desk"));
        commands.pipeInput(KEY, command("o1", StoredRecordedScope.NOT_SAID, 20));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.CONFIRM, 30));

        List<ConsentChanged> entries = ledger.readValuesToList();
        assertThat(entries.get(1).getReasons()).endsWith("CLOSES_REQUEST");
        assertThat(entries.get(1).getRequest())
                .isNotNull()
                .satisfies(request -> assertThat(request.getRequestId()).isEqualTo("c1"));
        assertThat(entries.get(2).getOutcome()).isEqualTo(ConsentOutcome.REFUSED);
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.PENDING, ConsentStatus.OPTED_OUT);
    }

    @Test
    void optOutUnderAnotherNumbersKeyIsNotDecidedOn() {
        assertThatThrownBy(
                        () -> commands.pipeInput("acme:+15555550199", command("o1", StoredRecordedScope.NOT_SAID, 20)))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(UnusableEventException.class);
    }

    private void settings(OptOutScopeSetting scope) {
        fixture.choose("acme", new Choices(scope, true, true, 7, 2));
    }

    private static StoredOptOutCommand command(String commandId, StoredRecordedScope scope, long second) {
        return new StoredOptOutCommand(
                commandId,
                "acme",
                NUMBER,
                StoredOptOutMeans.CALL,
                scope,
                Texts.at(second),
                "Called the desk.",
                "front desk",
                Texts.at(500));
    }
}
