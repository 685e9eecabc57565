package dev.greenlight.schemas.serde;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Keys of facts about people. On the log each has a mark behind it, a space and eleven characters, that no other fact
 * has: so compaction keeps every fact, and one that has to be erased goes by a tombstone for exactly its key. Readers
 * never see the mark, and {@link Partitioning} does not look at it.
 */
public final class FactKeys {

    /** A space, which no key of ours holds, and 64 random bits in the alphabet of URLs. */
    private static final int MARK_LENGTH = 12;

    private FactKeys() {}

    /** For keys that are plain strings. */
    public static Serde<String> strings() {
        return of(Serdes.String());
    }

    /**
     * Marks what it writes; takes the mark off what it reads, where there is one.
     *
     * @param keys without marks
     */
    public static <K> Serde<K> of(Serde<K> keys) {
        var writer = keys.serializer();
        var reader = keys.deserializer();
        return Serdes.serdeFrom(
                (topic, key) -> marked(writer.serialize(topic, key)),
                (topic, bytes) -> reader.deserialize(topic, unmarked(bytes)));
    }

    /** The key without its mark; the same bytes where it has none. */
    public static byte @Nullable [] unmarked(byte @Nullable [] key) {
        return key == null || !isMarked(key) ? key : Arrays.copyOf(key, key.length - MARK_LENGTH);
    }

    private static boolean isMarked(byte[] key) {
        return key.length > MARK_LENGTH && key[key.length - MARK_LENGTH] == ' ';
    }

    private static byte @Nullable [] marked(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        byte[] marked = Arrays.copyOf(key, key.length + MARK_LENGTH);
        marked[key.length] = ' ';
        byte[] mark = Base64.getUrlEncoder().withoutPadding().encode(random());
        System.arraycopy(mark, 0, marked, key.length + 1, mark.length);
        return marked;
    }

    private static byte[] random() {
        byte[] bytes = new byte[Long.BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    /**
     * Kafka's own choice of a partition, without the mark: all facts with one key stay in one partition, beside the
     * state of that key. Set as {@code partitioner.class} of every producer that writes facts about people.
     */
    public static final class Partitioning implements Partitioner {

        private static final byte[] NO_KEY = "".getBytes(StandardCharsets.UTF_8);

        @Override
        public int partition(
                String topic,
                @Nullable Object key,
                byte @Nullable [] keyBytes,
                @Nullable Object value,
                byte @Nullable [] valueBytes,
                Cluster cluster) {
            byte[] shared = unmarked(keyBytes);
            return Utils.toPositive(Utils.murmur2(shared == null ? NO_KEY : shared))
                    % cluster.partitionCountForTopic(topic);
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
