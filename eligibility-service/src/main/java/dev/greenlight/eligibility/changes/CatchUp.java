package dev.greenlight.eligibility.changes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads once more what one listener has missed: from where it was to where the feed was when it came. */
final class CatchUp implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final FeedPositions from;
    private final FeedPositions to;
    private final List<TopicPartition> behind;
    private final Runnable onClose;

    private CatchUp(
            Consumer<byte[], byte[]> consumer,
            FeedPositions from,
            FeedPositions to,
            List<TopicPartition> behind,
            Runnable onClose) {
        this.consumer = consumer;
        this.from = from;
        this.to = to;
        this.behind = behind;
        this.onClose = onClose;
    }

    /**
     * @param consumer closed by the catch-up, and by this method where there is none
     * @param farthest the most records to read again
     * @return null when the topic does not keep what comes next, or it is too much
     */
    static @Nullable CatchUp begin(
            Consumer<byte[], byte[]> consumer,
            String topic,
            FeedPositions from,
            FeedPositions to,
            long farthest,
            Runnable onClose) {
        CatchUp begun = null;
        try {
            if (isKept(consumer, topic, from) && distance(from, to) <= farthest) {
                List<TopicPartition> behind = partitions(topic, from).stream()
                        .filter(partition -> from.of(partition.partition()) < to.of(partition.partition()))
                        .toList();
                consumer.assign(behind);
                behind.forEach(partition -> consumer.seek(partition, from.of(partition.partition())));
                begun = new CatchUp(consumer, from, to, behind, onClose);
            }
            return begun;
        } finally {
            if (begun == null) {
                consumer.close();
                onClose.run();
            }
        }
    }

    boolean isDone() {
        return behind.stream().allMatch(partition -> consumer.position(partition) >= to.of(partition.partition()));
    }

    /** The next facts, or none for a moment. */
    List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> missed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            // what is behind comes from the feed
            if (record.offset() < to.of(record.partition())) {
                missed.add(record);
            }
        }
        return missed;
    }

    /** How far it has read. */
    FeedPositions reached() {
        FeedPositions reached = from;
        for (TopicPartition partition : behind) {
            int number = partition.partition();
            reached = reached.with(number, Math.min(consumer.position(partition), to.of(number)));
        }
        return reached;
    }

    @Override
    public void close() {
        try {
            consumer.close();
        } finally {
            onClose.run();
        }
    }

    /** Also false for positions that the topic has not come to: it is another topic than they are of. */
    private static boolean isKept(Consumer<byte[], byte[]> consumer, String topic, FeedPositions from) {
        List<TopicPartition> all = partitions(topic, from);
        var first = consumer.beginningOffsets(all);
        var end = consumer.endOffsets(all);
        return all.stream()
                .allMatch(partition -> from.of(partition.partition()) >= first.getOrDefault(partition, Long.MAX_VALUE)
                        && from.of(partition.partition()) <= end.getOrDefault(partition, -1L));
    }

    private static long distance(FeedPositions from, FeedPositions to) {
        return IntStream.range(0, from.partitions())
                .mapToLong(partition -> Math.max(0, to.of(partition) - from.of(partition)))
                .sum();
    }

    private static List<TopicPartition> partitions(String topic, FeedPositions positions) {
        return IntStream.range(0, positions.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
