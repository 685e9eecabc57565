package dev.greenlight.consent.topology;

import static dev.greenlight.consent.topology.TopologyFixture.PSEUDONYMS;
import static dev.greenlight.consent.topology.TopologyFixture.awaited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredErasure;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptInSource;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredOptOutMeans;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.consent.stored.StoredRecordedScope;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureLaneTest {

    private static final String NUMBER = "+15555550123";
    private static final String KEY = "acme:" + NUMBER;
    private static final String PSEUDONYM = PSEUDONYMS.of("acme", NUMBER);

    private TopologyFixture fixture;
    private TestInputTopic<String, TextReceived> texts;
    private TestInputTopic<String, StoredErasure> erasures;
    private TestInputTopic<String, StoredOptInRequestCommand> requests;
    private TestInputTopic<String, StoredOptOutCommand> optOuts;
    private TestOutputTopic<String, ConsentChanged> ledger;
    private TestOutputTopic<String, ConsentState> states;
    private TestOutputTopic<String, StoredErasedAddress> marks;
    private TestOutputTopic<String, StoredCommandOutcome> outcomes;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.keywordLane();
        texts = fixture.input(EventTopic.TEXT_RECEIVED);
        erasures = fixture.input(PrivateTopic.ERASURE_COMMAND, StoredErasure.class);
        requests = fixture.input(PrivateTopic.OPT_IN_REQUEST_COMMAND, StoredOptInRequestCommand.class);
        optOuts = fixture.input(PrivateTopic.OPT_OUT_COMMAND, StoredOptOutCommand.class);
        ledger = fixture.output(EventTopic.CONSENT_CHANGED);
        states = fixture.output(EventTopic.CONSENT_STATE);
        marks = fixture.output(PrivateTopic.ERASED_ADDRESS, StoredErasedAddress.class);
        outcomes = fixture.outcomes();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatIsKnownIsForgottenAndTheLedgerEndsWithIt() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_IN, 10));
        erase(20);

        List<ConsentChanged> entries = ledger.readValuesToList();
        assertThat(entries).hasSize(2);
        ConsentChanged last = entries.getLast();
        assertThat(last.getSequence()).isEqualTo(2);
        assertThat(last.getReasons()).containsExactly("ERASED");
        assertThat(last.getEvidence().getRule()).isEqualTo(LedgerChain.ERASURE);
        assertThat(last.getEvidence().getGatewayMessageId()).isEqualTo(PSEUDONYM);
        assertThat(LedgerChain.isIntact(last)).isTrue();
        assertThat(Objects.requireNonNull(last.getLink()).getPreviousHash())
                .isEqualTo(Objects.requireNonNull(entries.getFirst().getLink()).getHash());
        List<KeyValue<String, ConsentState>> shown = states.readKeyValuesToList();
        assertThat(shown.getLast()).isEqualTo(KeyValue.pair(KEY, null));
        assertThat(fixture.driver()
                        .getKeyValueStore(ConsentTopology.CONSENT_STORE)
                        .get(KEY))
                .isNull();
        assertThat(marks.readKeyValue().key).isEqualTo(PSEUDONYM);
        assertThat(outcomes.readValue().getOutcome()).isEqualTo(StoredOutcome.UPDATED);
    }

    @Test
    void anErasedNumberCannotBeAskedAndNothingIsWrittenAboutIt() {
        erase(20);
        ledger.readValuesToList();
        states.readKeyValuesToList();
        outcomes.readValue();

        requests.pipeInput(awaited(KEY, request()));
        optOuts.pipeInput(awaited(KEY, optOut()));

        List<StoredCommandOutcome> answers = outcomes.readValuesToList();
        assertThat(answers.getFirst().getOutcome()).isEqualTo(StoredOutcome.REFUSED);
        assertThat(answers.getFirst().getRefusal()).isEqualTo("ALREADY_OPTED_OUT");
        assertThat(answers.getLast().getOutcome()).isEqualTo(StoredOutcome.UNCHANGED);
        assertThat(ledger.readValuesToList())
                .as("so that the next run erases what was sent for it")
                .extracting(entry -> entry.getEvidence().getRule(), ConsentChanged::getSequence)
                .containsExactly(tuple(LedgerChain.ERASURE, 2L), tuple(LedgerChain.ERASURE, 3L));
        assertThat(states.isEmpty()).isTrue();
        assertThat(fixture.driver()
                        .getKeyValueStore(ConsentTopology.CONSENT_STORE)
                        .get(KEY))
                .isNull();
    }

    @Test
    void whoComesBackWithStartIsOptedInAndRemembered() {
        texts.pipeInput(KEY, Texts.of("1", TextMeaning.OPT_OUT, 10));
        erase(20);
        marks.readKeyValuesToList();
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.OPT_IN, 30));

        ConsentChanged entry = ledger.readValuesToList().getLast();
        assertThat(entry.getSequence()).as("the chain goes on").isEqualTo(3);
        assertThat(LedgerChain.isIntact(entry)).isTrue();
        assertThat(LedgerChain.begins(entry)).isFalse();
        assertThat(entry.getStatusBefore()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(states.readValuesToList().getLast().getStatus()).isEqualTo(ConsentStatus.OPTED_IN);
        assertThat(marks.readKeyValue()).isEqualTo(KeyValue.pair(PSEUDONYM, null));
    }

    @Test
    void whoComesBackWithAnythingElseStaysOptedOutUnderTheNumberItself() {
        erase(20);
        states.readKeyValuesToList();
        marks.readKeyValuesToList();
        texts.pipeInput(KEY, Texts.of("2", TextMeaning.HELP, 30));

        ConsentState state = states.readValue();
        assertThat(state.getStatus()).isEqualTo(ConsentStatus.OPTED_OUT);
        assertThat(state.getOptOutScope()).isEqualTo(OptOutScope.ALL);
        assertThat(state.getSince()).isEqualTo(Texts.at(20));
        assertThat(marks.readKeyValue()).isEqualTo(KeyValue.pair(PSEUDONYM, null));
    }

    @Test
    void anErasedFactIsPassedOver() {
        texts.pipeInput(KEY, (TextReceived) null);
        erasures.pipeInput(KEY, (StoredErasure) null);
        optOuts.pipeInput(KEY, (StoredOptOutCommand) null);

        assertThat(ledger.isEmpty()).isTrue();
    }

    private void erase(long at) {
        erasures.pipeInput(awaited(KEY, new StoredErasure("e1", "acme", NUMBER, PSEUDONYM, Texts.at(at))));
    }

    private static StoredOptInRequestCommand request() {
        return new StoredOptInRequestCommand(
                "r1", "acme", NUMBER, StoredOptInSource.OFFICE, "I agree.", "Asked at the desk.", Texts.at(40), "desk");
    }

    private static StoredOptOutCommand optOut() {
        return new StoredOptOutCommand(
                "o1",
                "acme",
                NUMBER,
                StoredOptOutMeans.CALL,
                StoredRecordedScope.ALL,
                Texts.at(40),
                "Called the desk.",
                "desk",
                Texts.at(41));
    }
}
