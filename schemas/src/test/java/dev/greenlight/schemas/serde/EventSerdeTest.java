package dev.greenlight.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.topic.EventTopic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSerdeTest {

    private static final String TOPIC = EventTopic.CONSENT_STATE.name();
    private static final ConsentState EVENT = ConsentState.newBuilder()
            .setTenant("acme")
            .setChannel(Channel.SMS)
            .setAddress("+15555550123")
            .setStatus(ConsentStatus.OPTED_IN)
            .setOptOutScope(OptOutScope.NONE)
            .setSince(Instant.parse("2026-01-15T17:00:00Z"))
            .setSequence(1)
            .setSetByEventId("twilio:SM1:1")
            .setSetBy("text START through twilio")
            .build();

    private final InProcessRegistry registry = new InProcessRegistry();

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void readsWhatItWroteInTheConfluentWireFormat() {
        registry.registerAll();
        var serde = serde();

        byte[] bytes = serde.serializer().serialize(TOPIC, EVENT);

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isPositive();
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(EVENT);
    }

    @Test
    void tombstonesPassBothWays() {
        var serde = serde();
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }

    @Test
    void schemaThatNobodyRegisteredIsNamed() {
        assertThatThrownBy(() -> serde().serializer().serialize(TOPIC, EVENT))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("consent.consent-state-value")
                .hasMessageContaining("prepare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "\u0000\u0000", "not an event at all", "\u0000\u0000\u0000\u0001\u0001xyz"})
    void bytesThatAreNoEventAreATypedFailure(String text) {
        registry.registerAll();
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> serde().deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void registryMustBeNamed() {
        assertThatThrownBy(() -> EventSerde.configured(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void classThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> EventSerde.configured(
                        Map.of(EventSerde.REGISTRY_URL, registry.url(), EventSerde.SERIALIZER, "io.example.Missing")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("io.example.Missing");
    }

    private EventSerde<ConsentState> serde() {
        return EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, registry.url()));
    }
}
