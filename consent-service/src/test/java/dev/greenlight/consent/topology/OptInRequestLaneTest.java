package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptInSource;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptInSource;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptInRequestLaneTest {

    private static final String NUMBER = "+15555550123";
    private static final String KEY = "acme:" + NUMBER;
    private static final Instant ASKED = Texts.at(100);

    private TopologyFixture fixture;
    private TestInputTopic<String, TextReceived> texts;
    private TestInputTopic<String, StoredOptInRequestCommand> commands;
    private TestOutputTopic<String, ConsentChanged> ledger;
    private TestOutputTopic<String, ConsentState> states;
    private TestOutputTopic<String, StoredCommandOutcome> outcomes;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.keywordLane();
        texts = fixture.input(EventTopic.TEXT_RECEIVED);
        commands = fixture.input(PrivateTopic.OPT_IN_REQUEST_COMMAND, StoredOptInRequestCommand.class);
        ledger = fixture.output(EventTopic.CONSENT_CHANGED);
        states = fixture.output(EventTopic.CONSENT_STATE);
        outcomes = fixture.outcomes();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void requestIsEnteredWithAllThatTheSenderOfTheTextNeeds() {
        commands.pipeInput(TopologyFixture.awaited(KEY, command("c1", 100)));

        var entry = ledger.readKeyValue();
        assertThat(entry.key).isEqualTo(KEY);
        assertThat(entry.value.getOutcome()).isEqualTo(ConsentOutcome.REQUESTED);
        assertThat(entry.value.getReasons()).containsExactly("OFFICE_ASKS");
        assertThat(entry.value.getStatusBefore()).isEqualTo(ConsentStatus.NEVER_ASKED);
        assertThat(entry.value.getStatusAfter()).isEqualTo(ConsentStatus.PENDING);
        assertThat(entry.value.getAddress()).isEqualTo(NUMBER);
        assertThat(entry.value.getEffectiveAt()).isEqualTo(ASKED);
        assertThat(entry.value.getEvidence().getText()).isEmpty();
        assertThat(entry.value.getEvidence().getTextEventId()).isEqualTo("opt-in-request:c1");
        assertThat(entry.value.getRequest()).isNotNull().satisfies(request -> {
            assertThat(request.getRequestId()).isEqualTo("c1");
            assertThat(request.getSource()).isEqualTo(OptInSource.WEB_FORM);
            assertThat(request.getDisclosure()).isEqualTo("v3");
            assertThat(request.getEvidence()).isEqualTo("form 7");
            assertThat(request.getAskedBy()).isEqualTo("front desk");
            assertThat(request.getAskedAt()).isEqualTo(ASKED);
            assertThat(request.getExpiresAt()).isEqualTo(ASKED.plus(Duration.ofDays(7)));
        });
        var state = states.readValue();
        assertThat(state.getStatus()).isEqualTo(ConsentStatus.PENDING);
        assertThat(state.getSince()).isEqualTo(ASKED);
        assertThat(state.getPendingUntil()).isEqualTo(ASKED.plus(Duration.ofDays(7)));
        assertThat(state.getSetBy()).isEqualTo("opt-in request by front desk");
        assertThat(outcomes.readValue().getOutcome()).isEqualTo(StoredOutcome.CREATED);
    }

    @Test
    void yesGrantsWithTheTextAndTheRequestAsItsProof() {
        commands.pipeInput(KEY, command("c1", 100));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.CONFIRM, 200));

        var entry = ledger.readValuesToList().getLast();
        assertThat(entry.getOutcome()).isEqualTo(ConsentOutcome.GRANTED);
        assertThat(entry.getReasons()).containsExactly("REQUEST_CONFIRMED");
        assertThat(entry.getStatusAfter()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(entry.getEvidence().getTextEventId()).isEqualTo("test:1");
        assertThat(entry.getRequest())
                .isNotNull()
                .satisfies(request -> assertThat(request.getRequestId()).isEqualTo("c1"));
        var state = states.readValuesToList().getLast();
        assertThat(state.getStatus()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(state.getSetByEventId()).isEqualTo(entry.getEventId());
        assertThat(state.getPendingUntil()).isNull();
        assertThat(outcomes.isEmpty()).isTrue();
    }

    @Test
    void keywordOfTheSameTimeIsTheProofAndNotTheYesThatMayTurnOutVoid() {
        commands.pipeInput(KEY, command("c1", 100));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.CONFIRM, 200));
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.OPT_IN, 200));
        texts.pipeInput(KEY, Texts.of("3", TextMeaning.OPT_OUT, 50));

        String keyword = ledger.readValuesToList().get(2).getEventId();
        var state = states.readValuesToList().getLast();
        assertThat(state.getStatus()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(state.getSetByEventId()).isEqualTo(keyword);
    }

    @Test
    void stopThatWasSaidBeforeTheYesTakesTheGrantBackHoweverLateItComes() {
        commands.pipeInput(KEY, command("c1", 100));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.CONFIRM, 300));
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.OPT_OUT, 200));

        assertThat(ledger.readValuesToList().getLast().getReasons())
                .containsExactly("OPT_OUT_KEYWORD", "COMPANY_STOPS_EVERYTHING", "CLOSES_REQUEST");
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.PENDING, ConsentStatus.OPTED_IN, ConsentStatus.OPTED_OUT);
    }

    @Test
    void stateLeavesPendingWithTheFirstThingThatHappensAfterTheEnd() {
        commands.pipeInput(KEY, command("c1", 100));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.HELP, 200));
        texts.pipeInput(
                KEY, Texts.of("2", TextMeaning.HELP, 100 + Duration.ofDays(7).toSeconds()));

        assertThat(ledger.readValuesToList().getLast()).satisfies(entry -> {
            assertThat(entry.getReasons()).containsExactly("HELP_KEYWORD", "REQUEST_EXPIRED");
            assertThat(entry.getRequest()).isNotNull();
        });
        assertThat(states.readValuesToList())
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.PENDING, ConsentStatus.NEVER_ASKED);
    }

    @Test
    void refusedOpenAndRepeatedRequestsAreToldApart() {
        commands.pipeInput(TopologyFixture.awaited(KEY, command("c1", 100)));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("c2", 110)));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("c1", 100)));
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.DECLINE, 200));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("c3", 300)));
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.OPT_OUT, 400));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("c4", 500)));

        List<StoredCommandOutcome> answers = outcomes.readValuesToList();
        assertThat(answers)
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(
                        StoredOutcome.CREATED,
                        StoredOutcome.UNCHANGED,
                        StoredOutcome.REPEATED,
                        StoredOutcome.REFUSED,
                        StoredOutcome.REFUSED);
        assertThat(answers)
                .extracting(StoredCommandOutcome::getRefusal)
                .containsExactly("", "", "", "DECLINED_LATELY", "ALREADY_OPTED_OUT");
        assertThat(answers.get(3).getRetryAt()).isEqualTo(Texts.at(200).plus(Duration.ofDays(30)));
        assertThat(answers.get(4).getRetryAt()).isNull();
        List<ConsentChanged> entries = ledger.readValuesToList();
        assertThat(entries)
                .extracting(ConsentChanged::getOutcome)
                .containsExactly(
                        ConsentOutcome.REQUESTED,
                        ConsentOutcome.NOTED,
                        ConsentOutcome.DECLINED,
                        ConsentOutcome.REFUSED,
                        ConsentOutcome.REVOKED,
                        ConsentOutcome.REFUSED);
        assertThat(entries.getLast().getRequest()).isNotNull().satisfies(request -> {
            assertThat(request.getRequestId()).isEqualTo("c4");
            assertThat(request.getExpiresAt()).isNull();
        });
    }

    @Test
    void companysSettingsDecideHowLongAndHowOften() {
        fixture.choose("acme", new Choices(OptOutScopeSetting.ALL, true, true, 1, 1));
        commands.pipeInput(TopologyFixture.awaited(KEY, command("c1", 100)));
        commands.pipeInput(TopologyFixture.awaited(
                KEY, command("c2", 100 + Duration.ofDays(2).toSeconds())));

        assertThat(states.readValue().getPendingUntil()).isEqualTo(ASKED.plus(Duration.ofDays(1)));
        assertThat(outcomes.readValuesToList().getLast()).satisfies(answer -> {
            assertThat(answer.getRefusal()).isEqualTo("ASKED_TOO_OFTEN");
            assertThat(answer.getRetryAt()).isEqualTo(ASKED.plus(Duration.ofDays(30)));
        });
    }

    @Test
    void requestUnderAnotherNumbersKeyIsNotDecidedOn() {
        assertThatThrownBy(() -> commands.pipeInput("acme:+15555550199", command("c1", 100)))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(UnusableEventException.class);
    }

    private static StoredOptInRequestCommand command(String commandId, long second) {
        return new StoredOptInRequestCommand(
                commandId, "acme", NUMBER, StoredOptInSource.WEB_FORM, "v3", "form 7", Texts.at(second), "front desk");
    }
}
