package dev.greenlight.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Events in the Confluent wire format: a zero byte, the four-byte id of the schema in the registry, then Avro.
 *
 * <p>One serde for plain clients and for Kafka Streams. The classes that do the work are configuration:
 *
 * <ul>
 *   <li>{@value #SERIALIZER} and {@value #DESERIALIZER}: class names; Apicurio's with {@link ConfluentSchemaResolver}
 *       unless set, {@code io.confluent.kafka.serializers.KafkaAvroSerializer} and its deserializer for Confluent's own
 *   <li>{@code schema.registry.url}: any registry with the Confluent Schema Registry API
 *   <li>{@code basic.auth.user.info}: {@code user:password} for that registry, where it asks
 *   <li>{@code schema.registry.ssl.truststore.location} and the other stores and passwords, where the address is https
 *   <li>{@code auto.register.schemas}: {@code false} unless set; schemas are registered by a command, not by a service
 * </ul>
 *
 * <p>Bytes that cannot be read are a {@link SerializationException}, whatever the library underneath throws.
 *
 * @param <T> the event type
 */
public final class EventSerde<T extends SpecificRecord> implements Serde<T> {

    /** Name of the setting for the class that writes events. */
    public static final String SERIALIZER = "event.serializer";

    /** Name of the setting for the class that reads events. */
    public static final String DESERIALIZER = "event.deserializer";

    /** Name of the setting for the base address of the registry's API. */
    public static final String REGISTRY_URL = "schema.registry.url";

    private static final String APICURIO_SERIALIZER = "io.apicurio.registry.serde.avro.AvroKafkaSerializer";
    private static final String APICURIO_DESERIALIZER = "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

    static {
        TrustedEventTypes.trust();
    }

    private @Nullable Serializer<Object> writer;
    private @Nullable Deserializer<Object> reader;

    /** A serde for values, ready to use. */
    public static <T extends SpecificRecord> EventSerde<T> configured(Map<String, ?> settings) {
        var serde = new EventSerde<T>();
        serde.configure(settings, false);
        return serde;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new ConfigException("Keys are plain strings, not events");
        }
        Map<String, Object> complete = completed(settings);
        var newWriter = EventSerde.<Serializer<Object>>instance(complete, SERIALIZER);
        newWriter.configure(complete, false);
        writer = newWriter;
        var newReader = EventSerde.<Deserializer<Object>>instance(complete, DESERIALIZER);
        newReader.configure(complete, false);
        reader = newReader;
    }

    @Override
    public Serializer<T> serializer() {
        Serializer<Object> configured = configured(writer);
        return new Serializer<>() {
            @Override
            public byte @Nullable [] serialize(String topic, @Nullable T event) {
                if (event == null) {
                    return null;
                }
                try {
                    return configured.serialize(topic, event);
                } catch (SerializationException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw new SerializationException("Cannot write an event for topic " + topic, e);
                }
            }
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        Deserializer<Object> configured = configured(reader);
        return new Deserializer<>() {
            @Override
            @SuppressWarnings(
                    "unchecked") // one record type per topic; another one fails the reader's first field access
            public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
                if (bytes == null) {
                    return null;
                }
                try {
                    return (T) configured.deserialize(topic, bytes);
                } catch (SerializationException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw new SerializationException("Cannot read an event from topic " + topic, e);
                }
            }
        };
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        if (reader != null) {
            reader.close();
        }
    }

    private static Map<String, Object> completed(Map<String, ?> settings) {
        Map<String, Object> complete = new HashMap<>(settings);
        if (complete.get(REGISTRY_URL) == null) {
            throw new ConfigException("Set " + REGISTRY_URL + " to the base address of the schema registry's API");
        }
        complete.putIfAbsent(SERIALIZER, APICURIO_SERIALIZER);
        complete.putIfAbsent(DESERIALIZER, APICURIO_DESERIALIZER);
        complete.putIfAbsent("auto.register.schemas", "false");
        if (complete.get("basic.auth.user.info") != null) {
            // Confluent's client looks for the user in the address otherwise, and sends nothing
            complete.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        complete.putIfAbsent("specific.avro.reader", "true");
        complete.putIfAbsent("avro.use.logical.type.converters", "true");
        complete.putIfAbsent("apicurio.registry.url", complete.get(REGISTRY_URL));
        complete.putIfAbsent("apicurio.registry.schema-resolver", ConfluentSchemaResolver.class.getName());
        complete.putIfAbsent("apicurio.registry.auto-register", complete.get("auto.register.schemas"));
        complete.putIfAbsent("apicurio.registry.use-specific-avro-reader", "true");
        complete.putIfAbsent("apicurio.registry.avro-datum-provider", CachedDatumProvider.class.getName());
        return complete;
    }

    @SuppressWarnings("unchecked") // the setting's documented meaning
    private static <S> S instance(Map<String, Object> settings, String setting) {
        String className = String.valueOf(settings.get(setting));
        try {
            return (S) Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ConfigException(
                    setting, className, "no such class, or it cannot be created: is its jar present?");
        }
    }

    private static <S> S configured(@Nullable S delegate) {
        if (delegate == null) {
            throw new IllegalStateException("configure() comes first");
        }
        return delegate;
    }
}
