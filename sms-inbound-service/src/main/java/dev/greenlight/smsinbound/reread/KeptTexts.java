package dev.greenlight.smsinbound.reread;

import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads the texts that are on the log, a few at a time, up to where the log ended when the reading began. */
final class KeptTexts implements AutoCloseable {

    private static final String TOPIC = EventTopic.TEXT_RECEIVED.name();

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofSeconds(1);

    private static final int MOST_IDLE_POLLS = 30;

    private final Consumer<String, TextReceived> log;

    /** The partitions that are not read to their end yet, and that end. */
    private final Map<TopicPartition, Long> open = new HashMap<>();

    /**
     * @param log without a group, reading what is committed
     */
    KeptTexts(Consumer<String, TextReceived> log) {
        this.log = log;
    }

    /**
     * Returns when every text has been handed over: those of one number in order, those of several as they come.
     *
     * @param since when the first of them was put on the log
     * @throws KafkaException when the log cannot be read to its end
     */
    void read(Instant since, java.util.function.Consumer<TextReceived> reader) {
        open(since);
        int idle = 0;
        while (!open.isEmpty()) {
            long before = progress();
            for (ConsumerRecord<String, TextReceived> found : log.poll(POLL)) {
                if (isAskedFor(found, since)) {
                    reader.accept(found.value());
                }
            }
            idle = progress() == before ? idle + 1 : 0;
            if (idle == MOST_IDLE_POLLS) {
                throw new TimeoutException("Nothing came for " + POLL.multipliedBy(MOST_IDLE_POLLS));
            }
            closeWhatIsRead();
        }
    }

    @Override
    public void close() {
        log.close();
    }

    private void open(Instant since) {
        List<TopicPartition> partitions = log.partitionsFor(TOPIC, PATIENCE).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(TOPIC + " is not there");
        }
        Map<TopicPartition, Long> ends = log.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(Function.identity(), found -> since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> firsts = log.offsetsForTimes(times, PATIENCE);
        Map<TopicPartition, Long> starts = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = firsts.get(partition);
            if (first != null && first.offset() < end) {
                starts.put(partition, first.offset());
                open.put(partition, end);
            }
        });
        log.assign(open.keySet());
        starts.forEach(log::seek);
    }

    /** The log may have grown, and times on it are not in strict order. */
    private boolean isAskedFor(ConsumerRecord<String, TextReceived> found, Instant since) {
        Long end = open.get(new TopicPartition(found.topic(), found.partition()));
        return end != null
                && found.offset() < end
                && found.timestamp() >= since.toEpochMilli()
                && found.value() != null;
    }

    /** Positions move over aborted records too, which are never handed over. */
    private long progress() {
        return open.keySet().stream()
                .mapToLong(partition -> log.position(partition, PATIENCE))
                .sum();
    }

    private void closeWhatIsRead() {
        List<TopicPartition> read = open.entrySet().stream()
                .filter(partition -> log.position(partition.getKey(), PATIENCE) >= partition.getValue())
                .map(Map.Entry::getKey)
                .toList();
        log.pause(read);
        read.forEach(open::remove);
    }
}
