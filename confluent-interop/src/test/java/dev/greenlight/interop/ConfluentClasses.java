package dev.greenlight.interop;

import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.TrustedEventTypes;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent's serializer and deserializer, known by name only, as a service knows them. */
final class ConfluentClasses {

    static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
    static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";

    private ConfluentClasses() {}

    /** Settings with which a service uses Confluent's classes: what the documentation says, and nothing more. */
    static Map<String, Object> switched(String registryUrl) {
        return Map.of(
                EventSerde.REGISTRY_URL,
                registryUrl,
                EventSerde.SERIALIZER,
                SERIALIZER,
                EventSerde.DESERIALIZER,
                DESERIALIZER);
    }

    /** Confluent's serializer as somebody else's program uses it, without any class of ours. */
    static Serializer<Object> serializer(String registryUrl) throws ReflectiveOperationException {
        Serializer<Object> serializer = instance(SERIALIZER);
        serializer.configure(Map.of("schema.registry.url", registryUrl, "auto.register.schemas", false), false);
        return serializer;
    }

    /** Confluent's deserializer as somebody else's program uses it. */
    static Deserializer<Object> deserializer(String registryUrl) throws ReflectiveOperationException {
        TrustedEventTypes.trust();
        Deserializer<Object> deserializer = instance(DESERIALIZER);
        deserializer.configure(
                Map.of(
                        "schema.registry.url",
                        registryUrl,
                        "specific.avro.reader",
                        true,
                        "avro.use.logical.type.converters",
                        true),
                false);
        return deserializer;
    }

    @SuppressWarnings("unchecked") // the caller names the class and so its interface
    private static <T> T instance(String className) throws ReflectiveOperationException {
        return (T) Class.forName(className).getDeclaredConstructor().newInstance();
    }
}
