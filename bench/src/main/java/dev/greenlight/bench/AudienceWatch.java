package dev.greenlight.bench;

import dev.greenlight.schemas.topic.EventTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A campaign engine: it reads the audience of marketing texts, committed records only, and knows when it saw whom
 * join and leave.
 */
final class AudienceWatch implements AutoCloseable {

    private final AtomicLongArray joinedAt;
    private final AtomicLongArray leftAt;
    private final Thread reader;
    private volatile boolean open = true;
    private volatile @Nullable Progress progress;
    private volatile long lastSeenAt = System.nanoTime();

    AudienceWatch(String bootstrapServers, int partitions, int contacts) {
        joinedAt = new AtomicLongArray(contacts);
        leftAt = new AtomicLongArray(contacts);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "fetch.max.wait.ms", 500);
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(EventTopic.AUDIENCE_SMS_MARKETING.name(), partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        reader = Thread.ofPlatform().name("audience-watch").start(() -> read(consumer));
    }

    /** Counts what comes from now on. */
    Progress expect(long changes) {
        var expected = new Progress(changes);
        progress = expected;
        return expected;
    }

    /** When the contact was last seen leaving, as {@link System#nanoTime()}; 0 where it never was. */
    long leftAt(int contact) {
        return leftAt.get(contact);
    }

    /** When the contact was last seen joining, as {@link System#nanoTime()}; 0 where it never was. */
    long joinedAt(int contact) {
        return joinedAt.get(contact);
    }

    /** When the last change of anybody was seen, as {@link System#nanoTime()}. */
    long lastSeenAt() {
        return lastSeenAt;
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        reader.join();
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (open) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    note(record, System.nanoTime());
                }
            }
        }
    }

    private void note(ConsumerRecord<String, byte[]> record, long now) {
        int contact = Contacts.ofAudienceKey(record.key());
        (record.value() == null ? leftAt : joinedAt).set(contact, now);
        lastSeenAt = now;
        var counting = progress;
        if (counting != null) {
            counting.advance();
        }
    }
}
