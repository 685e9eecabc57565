package dev.greenlight.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.registry.EventSchemas;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka Streams with Confluent's classes, between services that still use ours. */
class SwitchedTopologyTest {

    private static final String IN = EventTopic.CONSENT_STATE.name();
    private static final String OUT = "opted-in";
    private static final String DEAD_LETTER = "dead-letter";

    private final InProcessRegistry registry = new InProcessRegistry().registerAll();
    private final EventSerde<ConsentState> unswitched =
            EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, registry.url()));
    private TopologyTestDriver driver;

    @BeforeEach
    void startTopology() {
        new SchemaRegistry(registry.url(), null)
                .register(OUT + "-value", EventSchemas.written(EventTopic.CONSENT_STATE));
        // at least once: under exactly-once the test driver forgets what was sent before the first commit
        var settings = new Properties();
        settings.putAll(ConfluentClasses.switched(registry.url()));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "opted-in");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, EventSerde.class);
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, DEAD_LETTER);

        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        builder.<String, ConsentState>stream(
                        IN, Consumed.<String, ConsentState>as("read-states").withKeySerde(Serdes.String()))
                .filter(
                        (key, state) -> state == null || state.getStatus() == ConsentStatus.OPTED_IN,
                        Named.as("keep-opted-in"))
                .to(OUT, Produced.<String, ConsentState>as("publish-opted-in").withKeySerde(Serdes.String()));
        driver = new TopologyTestDriver(builder.build(), settings);
    }

    @AfterEach
    void closeAll() {
        driver.close();
        unswitched.close();
        registry.close();
    }

    @Test
    void eventsAndTombstonesPassBetweenSwitchedAndUnswitchedServices() throws Exception {
        ConsentState optedIn = state(ConsentStatus.OPTED_IN);
        var in = driver.createInputTopic(IN, new StringSerializer(), unswitched.serializer());

        in.pipeInput("acme:+15555550123", optedIn);
        in.pipeInput("acme:+15555550123", state(ConsentStatus.OPTED_OUT));
        in.pipeInput("acme:+15555550123", null);

        assertThat(driver.createOutputTopic(OUT, new StringDeserializer(), unswitched.deserializer())
                        .readKeyValuesToList())
                .containsExactly(KeyValue.pair("acme:+15555550123", optedIn), KeyValue.pair("acme:+15555550123", null));
    }

    @Test
    void bytesThatAreNoEventGoToTheDeadLettersAsTheyAre() throws Exception {
        byte[] junk = {0, 0, 0, 0, 99, 1, 2, 3};
        ConsentState optedIn = state(ConsentStatus.OPTED_IN);
        var in = driver.createInputTopic(IN, new StringSerializer(), new ByteArraySerializer());

        in.pipeInput("acme:+15555550123", junk);
        in.pipeInput("acme:+15555550123", unswitched.serializer().serialize(IN, optedIn));

        assertThat(driver.createOutputTopic(DEAD_LETTER, new StringDeserializer(), new ByteArrayDeserializer())
                        .readValue())
                .isEqualTo(junk);
        assertThat(driver.createOutputTopic(OUT, new StringDeserializer(), unswitched.deserializer())
                        .readValue())
                .isEqualTo(optedIn);
    }

    private static ConsentState state(ConsentStatus status) throws Exception {
        return ConsentState.newBuilder(ExampleEvents.of(EventTopic.CONSENT_STATE))
                .setStatus(status)
                .build();
    }
}
