package dev.greenlight.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs with Confluent's serializer share topics with our services, and neither side notices. */
class ConfluentWireFormatTest {

    private static InProcessRegistry registry;

    static Stream<EventTopic<?>> topics() {
        return EventTopic.ALL.stream();
    }

    @BeforeAll
    static void startRegistry() {
        registry = new InProcessRegistry().registerAll();
    }

    @AfterAll
    static void closeRegistry() {
        registry.close();
    }

    @Test
    void confluentsClassesAreConfluents() throws ReflectiveOperationException {
        assertThat(Class.forName(ConfluentClasses.SERIALIZER).getSuperclass().getName())
                .isEqualTo("io.confluent.kafka.serializers.AbstractKafkaAvroSerializer");
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void confluentReadsWhatOurServicesWrite(EventTopic<V> topic) throws Exception {
        V event = ExampleEvents.of(topic);

        byte[] bytes = this.<V>ours().serializer().serialize(topic.name(), event);

        assertThat(ConfluentClasses.deserializer(registry.url()).deserialize(topic.name(), bytes))
                .isInstanceOf(topic.eventType())
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void ourServicesReadWhatConfluentWrites(EventTopic<V> topic) throws Exception {
        V event = ExampleEvents.of(topic);

        byte[] bytes = ConfluentClasses.serializer(registry.url()).serialize(topic.name(), event);

        assertThat(this.<V>ours().deserializer().deserialize(topic.name(), bytes))
                .isInstanceOf(topic.eventType())
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void bothWriteTheSameBytes(EventTopic<V> topic) throws Exception {
        V event = ExampleEvents.of(topic);

        assertThat(this.<V>ours().serializer().serialize(topic.name(), event))
                .isEqualTo(ConfluentClasses.serializer(registry.url()).serialize(topic.name(), event));
    }

    private <V extends SpecificRecord> EventSerde<V> ours() {
        return EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, registry.url()));
    }
}
