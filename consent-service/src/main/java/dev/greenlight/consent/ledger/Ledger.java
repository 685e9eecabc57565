package dev.greenlight.consent.ledger;

import dev.greenlight.consent.ledger.LedgerIndex.Place;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of each number, read from the ledger itself. A thread follows the ledger and remembers where the
 * entries lie; a query goes there and reads. What it shows is what is on the ledger, and no text pays for it.
 */
public final class Ledger implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration READ_WITHIN = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Ledger.class);

    private final Map<String, Object> consumerSettings;
    private final Deserializer<ConsentChanged> entries;
    private final Function<String, @Nullable String> erasedKeys;
    private final Thread follower;

    private volatile LedgerIndex index = new LedgerIndex();
    private volatile boolean caughtUp;
    private volatile boolean closed;

    /**
     * @param connection where the log is, and how to be let in
     * @param entries reads the values of the ledger
     * @param erasedKeys for the key of an address, the one under which it keeps what was erased; null where nothing can be
     */
    public Ledger(
            Map<String, Object> connection,
            Deserializer<ConsentChanged> entries,
            Function<String, @Nullable String> erasedKeys) {
        this.entries = entries;
        this.erasedKeys = erasedKeys;
        consumerSettings = new HashMap<>(connection);
        consumerSettings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumerSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumerSettings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumerSettings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        follower = Thread.ofPlatform().daemon().name("ledger-follower").unstarted(this::follow);
    }

    public void start() {
        follower.start();
    }

    /**
     * The entries about one number.
     *
     * @param from 0, or where an earlier page said that the next one starts
     * @param limit at least 1
     * @return empty while the index has not caught up yet, or the log cannot be reached
     */
    public Optional<LedgerPage> history(String key, int from, int limit) {
        if (!caughtUp) {
            return Optional.empty();
        }
        String erasedKey = erasedKeys.apply(key);
        Place[] places = places(key, erasedKey);
        Set<String> keys = erasedKey == null ? Set.of(key) : Set.of(key, erasedKey);
        int end = (int) Math.min(places.length, (long) from + limit);
        List<LedgerEntry> page = new ArrayList<>();
        LedgerEntry last = null;
        if (places.length > 0) {
            try (var consumer = consumer("reader", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1))) {
                for (int i = from; i < end; i++) {
                    LedgerEntry entry = entry(consumer, keys, places[i]);
                    if (entry != null) {
                        page.add(entry);
                    }
                }
                boolean hasLast = end == places.length && !page.isEmpty();
                last = hasLast ? page.getLast() : entry(consumer, keys, places[places.length - 1]);
            } catch (KafkaException e) {
                log.warn("The ledger cannot be read: {}", e.getClass().getName());
                return Optional.empty();
            }
        }
        return Optional.of(new LedgerPage(page, end < places.length ? end : null, last, places.length));
    }

    @Override
    public void close() {
        closed = true;
        try {
            // it looks up after each poll; an interrupt would only disturb the closing of its consumer
            follower.join(READ_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was erased comes first: it is what was there before somebody came back. */
    private Place[] places(String key, @Nullable String erasedKey) {
        Place[] places = index.find(key);
        Place[] erased = erasedKey == null ? new Place[0] : index.find(erasedKey);
        Place[] all = Arrays.copyOf(erased, erased.length + places.length);
        System.arraycopy(places, 0, all, erased.length, places.length);
        return all;
    }

    /** Null where the place is another key's, or what was there has been erased. */
    private @Nullable LedgerEntry entry(Consumer<String, byte[]> consumer, Set<String> keys, Place place) {
        ConsumerRecord<String, byte[]> record = read(consumer, place);
        return record.offset() == place.offset() && keys.contains(record.key())
                ? LedgerEntry.of(entries.deserialize(record.topic(), record.value()))
                : null;
    }

    /** The record at the place, or the first after it that has not been erased. */
    private static ConsumerRecord<String, byte[]> read(Consumer<String, byte[]> consumer, Place place) {
        var partition = new TopicPartition(EventTopic.CONSENT_CHANGED.name(), place.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.offset());
        long giveUpAt = System.nanoTime() + READ_WITHIN.toNanos();
        while (System.nanoTime() < giveUpAt) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                return record;
            }
        }
        throw new TimeoutException("The ledger did not give an entry in time");
    }

    private void follow() {
        while (!closed) {
            try {
                followOnce();
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                log.warn("Following the ledger starts again: {}", e.getClass().getName());
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            }
        }
    }

    private void followOnce() {
        var fresh = new LedgerIndex();
        // in large bites: nobody waits for it, and the lanes need the broker more
        var bites = Map.<String, Object>of(
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                65_536,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                200,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000);
        try (var consumer = consumer("follower", bites)) {
            List<TopicPartition> partitions = consumer.partitionsFor(EventTopic.CONSENT_CHANGED.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            boolean behind = true;
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    remember(fresh, record);
                }
                if (behind
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    behind = false;
                    index = fresh;
                    caughtUp = true;
                    log.info("The index of the ledger has caught up");
                }
            }
        }
    }

    private static void remember(LedgerIndex index, ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            index.add(record.key(), record.partition(), record.offset());
            return;
        }
        Header erased = record.headers().lastHeader(EventHeaders.ERASES);
        if (erased != null) {
            long offset = Long.parseLong(new String(erased.value(), StandardCharsets.UTF_8));
            index.forget(record.key(), record.partition(), offset);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(String role, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.putAll(more);
        settings.merge(
                ConsumerConfig.CLIENT_ID_CONFIG, "ledger-" + role, (configured, ours) -> configured + "-" + ours);
        return new KafkaConsumer<>(settings, FactKeys.strings().deserializer(), new ByteArrayDeserializer());
    }
}
