package dev.greenlight.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The private state and private topics of a service: Avro's single-object encoding, which needs no registry.
 * Changelogs outlive releases, so a reader is given every released version of its schema.
 *
 * @param <T> the stored type
 */
public final class StateSerde<T extends SpecificRecord> implements Serde<T> {

    static {
        TrustedEventTypes.trust();
    }

    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private StateSerde(BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /**
     * Reads what every release has written: the schemas beside the type, {@code schema-history/stored/<name>/vN.avsc}.
     *
     * @param type the generated class
     * @throws IllegalStateException if its history is another type's
     */
    public static <T extends SpecificRecord> StateSerde<T> of(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        Schema current = model.getSchema(type);
        var decoder = new BinaryMessageDecoder<T>(model, current);
        released(type, current).forEach(decoder::addSchema);
        return new StateSerde<>(new BinaryMessageEncoder<>(model, current), decoder);
    }

    private static List<Schema> released(Class<?> type, Schema current) {
        List<Schema> versions = new ArrayList<>();
        while (true) {
            String name = "schema-history/stored/" + current.getName() + "/v" + (versions.size() + 1) + ".avsc";
            try (InputStream file = type.getClassLoader().getResourceAsStream(name)) {
                if (file == null) {
                    return versions;
                }
                Schema version = new Schema.Parser().parse(file);
                if (!version.getFullName().equals(current.getFullName())) {
                    throw new IllegalStateException(name + " is the history of " + version.getFullName());
                }
                versions.add(version);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + name, e);
            }
        }
    }

    @Override
    public Serializer<T> serializer() {
        return new Serializer<>() {
            @Override
            public byte @Nullable [] serialize(String topic, @Nullable T value) {
                return value == null ? null : encode(value);
            }
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        return new Deserializer<>() {
            @Override
            public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
                return bytes == null ? null : decode(topic, bytes);
            }
        };
    }

    private byte[] encode(T value) {
        try {
            var buffer = encoder.encode(value);
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new SerializationException("Cannot write " + value.getSchema().getName(), e);
        }
    }

    private T decode(String topic, byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Cannot read a stored value of " + topic, e);
        }
    }
}
