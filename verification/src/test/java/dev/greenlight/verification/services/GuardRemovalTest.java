package dev.greenlight.verification.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.history.HistoryShape;
import dev.greenlight.verification.invariant.Violation;
import dev.greenlight.verification.services.Simulation.Setup;
import dev.greenlight.verification.simulator.Delivery;
import dev.greenlight.verification.simulator.LogEntry;
import dev.greenlight.verification.simulator.Simulator.Chances;
import dev.greenlight.verification.simulator.Tampering;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The simulator must fail when a guard is missing. A guard is taken away by spoiling, on the way in, what it goes by:
 * the service then cannot tell a repeat or an order, and the model, which has seen the true events, must notice.
 */
class GuardRemovalTest {

    private static final int SEEDS = 6;
    private static final HistoryShape SHAPE = HistoryShape.HOT.withQuietOfAtMostHours(24);

    private static InProcessRegistry registry;
    private static Simulation simulation;
    private static Wire wire;

    private int count;

    @BeforeAll
    static void start() {
        registry = new InProcessRegistry().registerAll();
        Map<String, String> settings = Map.of(EventSerde.REGISTRY_URL, registry.url());
        simulation = new Simulation(settings, Path.of("target", "simulation"));
        wire = new Wire(settings);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void withoutAnythingSpoiledNothingIsFound() {
        assertThat(found(Delivery.AT_LEAST_ONCE, Chances.MUCH_AGAIN, Tampering.NONE))
                .isEmpty();
    }

    @Test
    void aConsentThatIgnoresMessageIdsIsFound() {
        Tampering freshIds = texts(text -> text.setEventId("fresh:" + ++count));

        assertThat(found(Delivery.EXACTLY_ONCE, Chances.CALM, freshIds)).contains("I5");
    }

    @Test
    void aConsentThatDoesNotHearANoIsFound() {
        Tampering deafToNo =
                texts(text -> text.getMeaning() == TextMeaning.DECLINE ? text.setMeaning(TextMeaning.HELP) : text);

        assertThat(found(Delivery.EXACTLY_ONCE, Chances.CALM, deafToNo)).contains("I5");
    }

    @Test
    void aConsentThatTakesEveryYesForAnOptInIsFound() {
        Tampering yesMan =
                texts(text -> text.getMeaning() == TextMeaning.CONFIRM ? text.setMeaning(TextMeaning.OPT_IN) : text);

        assertThat(found(Delivery.EXACTLY_ONCE, Chances.CALM, yesMan)).contains("I3", "I5");
    }

    @Test
    void aConsentThatGoesByArrivalAndNotByReceiveTimeIsFound() {
        Instant begin = Instant.parse("2026-01-15T17:00:00Z");
        Tampering arrivalTimes = texts(text -> text.setReceivedAt(begin.plus(Duration.ofSeconds(++count))));

        assertThat(found(Delivery.EXACTLY_ONCE, Chances.CALM, arrivalTimes)).contains("I5");
    }

    @Test
    void aConsentThatCannotTellInputReadAgainIsFound() {
        Tampering both = texts(text -> text.setEventId("fresh:" + ++count)
                .setReceivedAt(Instant.parse("2026-01-15T17:00:00Z").plusSeconds(count)));

        assertThat(found(Delivery.AT_LEAST_ONCE, Chances.MUCH_AGAIN, both)).contains("I5");
    }

    @Test
    void anAudienceThatGoesBackToAnOlderConsentIsFoundEvenForAMoment() {
        Tampering risingSequence = (application, topic, entry, again) -> application.equals(ServiceLanes.AUDIENCE)
                        && topic.equals(EventTopic.CONSENT_STATE.name())
                        && wire.read(topic, entry) instanceof ConsentState state
                ? replaced(topic, entry, withSequence(state, ++count))
                : entry;

        assertThat(found(Delivery.AT_LEAST_ONCE, Chances.MUCH_AGAIN, risingSequence))
                .contains("I4");
    }

    @Test
    void aReplayThatWritesSomethingElseIsFound() {
        Tampering freshIds = texts(text -> text.setEventId("fresh:" + ++count));
        var spoiled = simulation.run(1, new Setup(SHAPE, Delivery.EXACTLY_ONCE, Chances.STORMY, freshIds));

        assertThat(simulation.replay(spoiled)).extracting(Violation::invariant).contains("I6");
    }

    private static Set<String> found(Delivery delivery, Chances chances, Tampering tampering) {
        Set<String> found = new HashSet<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            simulation.run(seed, new Setup(SHAPE, delivery, chances, tampering)).breaches().stream()
                    .map(Violation::invariant)
                    .forEach(found::add);
        }
        return found;
    }

    private static Tampering texts(UnaryOperator<TextReceived.Builder> change) {
        return (application, topic, entry, again) -> application.equals(ServiceLanes.KEYWORDS)
                        && topic.equals(EventTopic.TEXT_RECEIVED.name())
                        && wire.read(topic, entry) instanceof TextReceived text
                ? replaced(
                        topic,
                        entry,
                        change.apply(TextReceived.newBuilder(text)).build())
                : entry;
    }

    private static ConsentState withSequence(ConsentState state, long sequence) {
        return ConsentState.newBuilder(state).setSequence(sequence).build();
    }

    private static LogEntry replaced(String topic, LogEntry entry, SpecificRecord event) {
        return new LogEntry(entry.key(), wire.write(topic, event), entry.timestamp(), entry.headers());
    }
}
