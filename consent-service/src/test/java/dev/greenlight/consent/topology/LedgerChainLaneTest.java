package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptInSource;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredOptOutMeans;
import dev.greenlight.consent.stored.StoredReading;
import dev.greenlight.consent.stored.StoredRecordedScope;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.sms.BlockCause;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerChainLaneTest {

    private static final String NUMBER = "+15555550123";
    private static final String KEY = "acme:" + NUMBER;

    private TopologyFixture fixture;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.keywordLane();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void everyKindOfDecisionIsInTheChain() {
        text(Texts.of("1", TextMeaning.HELP, 10));
        ask("c1", 20);
        ask("c2", 25);
        text(Texts.of("2", TextMeaning.CONFIRM, 30));
        text(Texts.of("2", TextMeaning.CONFIRM, 30));
        text(Texts.of("3", TextMeaning.REVIEW, 40));
        give(PrivateTopic.REVIEW_COMMAND, StoredReviewCommand.class, verdict());
        blocked(60);
        text(Texts.of("4", TextMeaning.OPT_IN, 5));
        text(Texts.of("5", TextMeaning.OPT_OUT, 70));
        ask("c3", 80);
        give(PrivateTopic.OPT_OUT_COMMAND, StoredOptOutCommand.class, optOut());

        List<ConsentChanged> ledger = ledger();
        assertThat(ledger)
                .extracting(ConsentChanged::getOutcome)
                .contains(
                        ConsentOutcome.NOTED,
                        ConsentOutcome.REQUESTED,
                        ConsentOutcome.GRANTED,
                        ConsentOutcome.DUPLICATE,
                        ConsentOutcome.HELD,
                        ConsentOutcome.RELEASED,
                        ConsentOutcome.BLOCKED,
                        ConsentOutcome.REVOKED,
                        ConsentOutcome.REFUSED)
                .hasSize(12);
        assertThat(LedgerChain.begins(ledger.getFirst())).isTrue();
        assertChained(ledger);
        assertThat(stored(KEY).getHead()).isEqualTo(link(ledger.getLast()).getHash());
    }

    @Test
    void aRestartGoesOnWithTheChain() {
        text(Texts.of("1", TextMeaning.OPT_IN, 10));
        ConsentChanged before = ledger().getFirst();
        StoredConsent kept = stored(KEY);
        stop();
        start();
        store().put(KEY, kept);
        text(Texts.of("2", TextMeaning.OPT_OUT, 20));

        assertChained(List.of(before, ledger().getFirst()));
    }

    @Test
    void aNumberThatAnEarlierReleaseHasWrittenBeginsAChainWhereItStands() {
        text(Texts.of("1", TextMeaning.OPT_IN, 10));
        text(Texts.of("2", TextMeaning.HELP, 15));
        store().put(KEY, StoredConsent.newBuilder(stored(KEY)).setHead(null).build());
        ledger();
        text(Texts.of("3", TextMeaning.OPT_OUT, 20));
        text(Texts.of("4", TextMeaning.HELP, 30));

        List<ConsentChanged> later = ledger();
        assertThat(later).extracting(ConsentChanged::getSequence).containsExactly(3L, 4L);
        assertThat(later).extracting(LedgerChain::begins).containsExactly(true, false);
        assertChained(later);
    }

    @Test
    void eachNumberAndEachCompanyHasAChainOfItsOwn() {
        text(Texts.of("1", TextMeaning.OPT_IN, 10));
        fixture.<TextReceived>input(EventTopic.TEXT_RECEIVED)
                .pipeInput("bolt:" + NUMBER, Texts.from("bolt", NUMBER, "1", TextMeaning.OPT_IN, 10));
        text(Texts.of("2", TextMeaning.OPT_OUT, 20));

        List<ConsentChanged> ledger = ledger();
        assertThat(ledger).extracting(LedgerChain::begins).containsExactly(true, true, false);
        assertChained(List.of(ledger.get(0), ledger.get(2)));
    }

    private static void assertChained(List<ConsentChanged> ledger) {
        assertThat(ledger).allMatch(LedgerChain::isIntact);
        for (int i = 1; i < ledger.size(); i++) {
            assertThat(link(ledger.get(i)).getPreviousHash())
                    .isEqualTo(link(ledger.get(i - 1)).getHash());
        }
    }

    private static LedgerLink link(ConsentChanged entry) {
        return Objects.requireNonNull(entry.getLink());
    }

    private List<ConsentChanged> ledger() {
        return fixture.<ConsentChanged>output(EventTopic.CONSENT_CHANGED).readValuesToList();
    }

    private KeyValueStore<String, StoredConsent> store() {
        return fixture.driver().getKeyValueStore(ConsentTopology.CONSENT_STORE);
    }

    private StoredConsent stored(String key) {
        return Objects.requireNonNull(store().get(key));
    }

    private void text(TextReceived text) {
        fixture.<TextReceived>input(EventTopic.TEXT_RECEIVED).pipeInput(KEY, text);
    }

    private void ask(String commandId, long second) {
        give(
                PrivateTopic.OPT_IN_REQUEST_COMMAND,
                StoredOptInRequestCommand.class,
                new StoredOptInRequestCommand(
                        commandId,
                        "acme",
                        NUMBER,
                        StoredOptInSource.WEB_FORM,
                        "v3",
                        "form 7",
                        Texts.at(second),
                        "front desk"));
    }

    private <T extends SpecificRecord> void give(PrivateTopic topic, Class<T> type, T command) {
        fixture.input(topic, type).pipeInput(KEY, command);
    }

    private static StoredReviewCommand verdict() {
        return new StoredReviewCommand(
                "v1",
                "acme",
                NUMBER,
                List.of("test:3"),
                StoredReading.CONVERSATION,
                "Called back.",
                Texts.at(50),
                "front desk");
    }

    private static StoredOptOutCommand optOut() {
        return new StoredOptOutCommand(
                "o1",
                "acme",
                NUMBER,
                StoredOptOutMeans.LETTER,
                StoredRecordedScope.ALL,
                Texts.at(90),
                "Letter 3.",
                "front desk",
                Texts.at(95));
    }

    private void blocked(long second) {
        fixture.<NumberBlocked>input(EventTopic.NUMBER_BLOCKED)
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
                                Texts.at(second),
                                TimeSource.GREENLIGHT,
                                Texts.at(second)));
    }
}
