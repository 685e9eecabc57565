package dev.greenlight.eligibility.changes;

import dev.greenlight.eligibility.mapping.AudienceChangeReader;
import dev.greenlight.schemas.audience.Exclusion;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.topic.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topic of the facts about members, and consumers of it. */
public final class TopicOnPaper implements AutoCloseable {

    public static final int PARTITIONS = 3;

    private static final String NAME = EventTopic.MEMBERSHIP_CHANGED.name();

    private final InProcessRegistry registry = new InProcessRegistry().registerAll();
    private final Map<String, String> settings = Map.of("schema.registry.url", registry.url());
    private final EventSerde<MembershipChanged> events = EventSerde.configured(settings);
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Reading> consumers = new ArrayList<>();
    private final long[] ends = new long[PARTITIONS];
    private long first;
    private volatile boolean broken;

    public MembershipFeed feed(FeedLimits limits) {
        return new MembershipFeed(this::consumer, new AudienceChangeReader(settings), PARTITIONS, limits);
    }

    /** A contact of a customer has joined or left. */
    public void say(String tenant, String audience, String customerId, MembershipChange change) {
        var fact = new MembershipChanged(
                audience + "/" + customerId + "/" + change,
                tenant,
                customerId,
                "m-1",
                "+12125550100",
                audience,
                change,
                change == MembershipChange.LEFT ? List.of(Exclusion.OPTED_OUT) : List.of(),
                "entry-1",
                Instant.parse("2026-03-02T10:00:00Z"));
        add(tenant, customerId, events.serializer().serialize(NAME, fact));
    }

    /** The value of a fact; null for one that was erased. */
    void add(String tenant, String customerId, byte @Nullable [] value) {
        byte[] key = FactKeys.strings().serializer().serialize(NAME, tenant + ':' + customerId);
        synchronized (records) {
            int partition = Math.floorMod(customerId.hashCode(), PARTITIONS);
            records.add(new ConsumerRecord<>(NAME, partition, ends[partition]++, key, value));
            records.notifyAll();
        }
    }

    /** What comes before is not kept any more. */
    void keepFrom(long offset) {
        first = offset;
    }

    /** Consumers fail from now on. */
    void fail(boolean failing) {
        synchronized (records) {
            broken = failing;
            records.notifyAll();
        }
    }

    int openConsumers() {
        synchronized (records) {
            return (int)
                    consumers.stream().filter(consumer -> !consumer.closed()).count();
        }
    }

    /** Whether every open consumer has handed out all, and come back for more. */
    public boolean isRead() {
        synchronized (records) {
            return consumers.stream()
                    .filter(consumer -> !consumer.closed())
                    .allMatch(consumer -> consumer.given == records.size() && consumer.cameBack);
        }
    }

    @Override
    public void close() {
        registry.close();
    }

    private Consumer<byte[], byte[]> consumer() {
        synchronized (records) {
            var consumer = new Reading();
            consumers.add(consumer);
            return consumer;
        }
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(NAME, number);
    }

    /** Gives out what has been said, as far as it is assigned. */
    private final class Reading extends MockConsumer<byte[], byte[]> {

        private int given;
        private boolean cameBack;

        Reading() {
            super("none");
            Map<TopicPartition, Long> starts = new HashMap<>();
            Map<TopicPartition, Long> now = new HashMap<>();
            for (int number = 0; number < PARTITIONS; number++) {
                starts.put(partition(number), first);
                now.put(partition(number), ends[number]);
            }
            updateBeginningOffsets(starts);
            updateEndOffsets(now);
        }

        @Override
        public long position(TopicPartition partition) {
            if (broken) {
                throw new KafkaException("The broker has gone");
            }
            return super.position(partition);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            synchronized (records) {
                Collection<TopicPartition> mine = assignment();
                if (mine.isEmpty()) {
                    throw new IllegalStateException("Nothing is assigned");
                }
                cameBack = given == records.size();
                if (cameBack && !broken) {
                    try {
                        records.wait(20);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                if (broken) {
                    throw new KafkaException("The broker has gone");
                }
                for (; given < records.size(); given++) {
                    var record = records.get(given);
                    var partition = partition(record.partition());
                    if (mine.contains(partition) && record.offset() >= position(partition)) {
                        addRecord(new ConsumerRecord<>(
                                NAME, record.partition(), record.offset(), record.key(), record.value()));
                    }
                }
            }
            return super.poll(timeout);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
