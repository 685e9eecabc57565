package dev.greenlight.smsinbound.reread;

import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A log in memory with some partitions, which knows the times of its records too. */
final class TextLog extends MockConsumer<String, TextReceived> {

    static final String TOPIC = "sms.text-received";
    static final String NUMBER = "+18005551212";
    static final String PERSON = "+14158675309";

    private final List<ConsumerRecord<String, TextReceived>> records = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    TextLog(int partitions) {
        super("none");
        List<PartitionInfo> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionInfo(TOPIC, partition, Node.noNode(), new Node[0], new Node[0]))
                .toList();
        if (!all.isEmpty()) {
            updatePartitions(TOPIC, all);
        }
        all.forEach(partition -> end(partition.partition(), 0));
    }

    /** Where the partition ends for whoever asks now. */
    void end(int partition, long offset) {
        ends.put(new TopicPartition(TOPIC, partition), offset);
        updateEndOffsets(ends);
    }

    /** Puts a text on the log, behind what is there, and moves the end. */
    TextLog with(int partition, Instant publishedAt, TextReceived text) {
        long offset = ends.getOrDefault(new TopicPartition(TOPIC, partition), 0L);
        withAt(partition, offset, publishedAt, text);
        end(partition, offset + 1);
        return this;
    }

    /** Puts a text on the log and leaves the end where it is. */
    void withAt(int partition, long offset, Instant publishedAt, TextReceived text) {
        records.add(new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                publishedAt.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                "acme:" + PERSON,
                text,
                new RecordHeaders(),
                Optional.empty()));
    }

    /** Hands the records out at the first poll, of the partitions that are read by then. */
    TextLog ready() {
        schedulePollTask(() -> records.stream()
                .filter(record -> assignment().contains(new TopicPartition(record.topic(), record.partition())))
                .forEach(this::addRecord));
        return this;
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> times, Duration timeout) {
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        times.forEach((partition, time) -> found.put(
                partition,
                records.stream()
                        .filter(record -> record.partition() == partition.partition() && record.timestamp() >= time)
                        .findFirst()
                        .map(record -> new OffsetAndTimestamp(record.offset(), record.timestamp()))
                        .orElse(null)));
        return found;
    }

    static TextReceived text(String id, String body, TextMeaning meaning, String rule) {
        return text(id, "acme", NUMBER, body, meaning, rule, GatewayHint.NONE);
    }

    static TextReceived text(
            String id, String tenant, String to, String body, TextMeaning meaning, String rule, GatewayHint hint) {
        var receivedAt = Instant.parse("2026-11-20T10:00:00Z");
        return new TextReceived(
                "generic:" + id,
                tenant,
                "generic",
                id,
                PERSON,
                to,
                body,
                meaning,
                "",
                rule,
                false,
                hint,
                false,
                receivedAt,
                TimeSource.GATEWAY,
                receivedAt);
    }
}
