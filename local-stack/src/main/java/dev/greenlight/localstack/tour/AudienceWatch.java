package dev.greenlight.localstack.tour;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the marketing audience as a campaign engine does: committed records only, from now on. */
final class AudienceWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String TOPIC = EventTopic.AUDIENCE_SMS_MARKETING.name();

    private final KafkaConsumer<String, AudienceMember> consumer;
    private final LinkedBlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile boolean closing;

    AudienceWatch(TourSettings settings) {
        EventSerde<AudienceMember> serde =
                EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, settings.registryUrl()));
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                serde.deserializer());
        var partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().name("audience-watch").start(this::read);
    }

    /**
     * Waits for the next record about a customer; passes over those about others.
     *
     * @return null where none comes in time
     */
    @Nullable Seen next(String customerId, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Seen next = seen.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null || next.key().contains(":" + customerId + ":")) {
                return next;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        reader.join();
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                for (ConsumerRecord<String, AudienceMember> record : consumer.poll(POLL)) {
                    seen.add(new Seen(record.key(), record.value(), System.nanoTime()));
                }
            }
        }
    }

    /**
     * A record of the audience.
     *
     * @param member null where the customer left
     * @param nanos when it was read, by {@link System#nanoTime}
     */
    record Seen(String key, @Nullable AudienceMember member, long nanos) {}
}
