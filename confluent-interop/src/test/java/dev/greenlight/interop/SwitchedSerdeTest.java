package dev.greenlight.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.schemas.registry.EventSchemas;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.registry.TestCertificate;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service is switched to Confluent's classes by two settings; what it writes, reads and refuses stays the same. */
class SwitchedSerdeTest {

    private InProcessRegistry registry = new InProcessRegistry();

    static Stream<EventTopic<?>> topics() {
        return EventTopic.ALL.stream();
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void readsWhatAServiceWroteBeforeItWasSwitched(EventTopic<V> topic) throws Exception {
        registry.registerAll();
        V event = ExampleEvents.of(topic);

        byte[] bytes = this.<V>unswitched().serializer().serialize(topic.name(), event);

        assertThat(this.<V>switched().deserializer().deserialize(topic.name(), bytes))
                .isInstanceOf(topic.eventType())
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void writesWhatAServiceThatIsSwitchedBackReads(EventTopic<V> topic) throws Exception {
        registry.registerAll();
        V event = ExampleEvents.of(topic);

        byte[] bytes = this.<V>switched().serializer().serialize(topic.name(), event);

        assertThat(bytes).isEqualTo(this.<V>unswitched().serializer().serialize(topic.name(), event));
        assertThat(this.<V>unswitched().deserializer().deserialize(topic.name(), bytes))
                .isInstanceOf(topic.eventType())
                .isEqualTo(event);
    }

    @Test
    void tombstonesPassBothWays() {
        assertThat(switched().serializer().serialize("any", null)).isNull();
        assertThat(switched().deserializer().deserialize("any", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\0", "not an event at all", "\0\0\0\0\1\1xyz", "\0\0\0\0\143xyz"})
    void bytesThatAreNoEventAreATypedFailure(String text) {
        registry.registerAll();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> switched().deserializer().deserialize(EventTopic.CONSENT_STATE.name(), bytes))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void schemaThatNobodyRegisteredIsRefusedAndNotRegistered() throws Exception {
        var event = ExampleEvents.of(EventTopic.CONSENT_STATE);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> switched().serializer().serialize(EventTopic.CONSENT_STATE.name(), event))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void oneSettingSignsBothFamiliesInAtARegistryThatAsks() throws Exception {
        registry.close();
        registry = InProcessRegistry.askingFor("greenlight:open sesame").registerAll();
        var event = ExampleEvents.of(EventTopic.CONSENT_STATE);
        Map<String, Object> settings = new HashMap<>(ConfluentClasses.switched(registry.url()));
        String topic = EventTopic.CONSENT_STATE.name();

        assertThatThrownBy(() -> EventSerde.configured(settings).serializer().serialize(topic, event))
                .isInstanceOf(SerializationException.class);

        settings.put("basic.auth.user.info", "greenlight:open sesame");
        byte[] bytes = EventSerde.configured(settings).serializer().serialize(topic, event);
        assertThat(EventSerde.configured(settings).deserializer().deserialize(topic, bytes))
                .isEqualTo(event);

        settings.remove(EventSerde.SERIALIZER);
        settings.remove(EventSerde.DESERIALIZER);
        assertThat(EventSerde.configured(settings).serializer().serialize(topic, event))
                .isEqualTo(bytes);
        assertThat(EventSerde.configured(settings).deserializer().deserialize(topic, bytes))
                .isEqualTo(event);
    }

    @Test
    void theSameSettingsSecureTheWayToTheRegistryForBothFamilies(@TempDir Path folder) throws Exception {
        registry.close();
        var certificate = TestCertificate.in(folder);
        registry = InProcessRegistry.overTls(certificate);
        var event = ExampleEvents.of(EventTopic.CONSENT_STATE);
        String topic = EventTopic.CONSENT_STATE.name();
        Map<String, Object> settings = new HashMap<>(certificate.trustSettings());
        settings.put(EventSerde.REGISTRY_URL, registry.url());
        EventSchemas.register(SchemaRegistry.of(settings));
        byte[] unswitched = EventSerde.configured(settings).serializer().serialize(topic, event);

        settings.putAll(ConfluentClasses.switched(registry.url()));
        assertThat(EventSerde.configured(settings).serializer().serialize(topic, event))
                .isEqualTo(unswitched);
        assertThat(EventSerde.configured(settings).deserializer().deserialize(topic, unswitched))
                .isEqualTo(event);
        assertThatThrownBy(() -> switched().serializer().serialize(topic, event))
                .as("without the trust store")
                .isInstanceOf(SerializationException.class);
    }

    private <V extends SpecificRecord> EventSerde<V> switched() {
        return EventSerde.configured(ConfluentClasses.switched(registry.url()));
    }

    private <V extends SpecificRecord> EventSerde<V> unswitched() {
        return EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, registry.url()));
    }
}
