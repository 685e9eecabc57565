package dev.greenlight.verification.crash;

import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches the audience as a campaign engine does, and tells when it last showed a change, and on which text that was
 * founded. An outage ends with the first committed change that is founded on a text which was put on the log after
 * the fault.
 */
final class FreshOutput implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread watcher = new Thread(this::watch, "fresh-output");
    private volatile long newestBegan;
    private volatile boolean stopped;

    FreshOutput(Map<String, Object> clientSettings, int partitions) {
        var settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // an outage must not be longer than it is because the watcher slept through its end
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 100);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(EventTopic.AUDIENCE_SMS_MARKETING.name(), partition));
        }
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        watcher.start();
    }

    /**
     * Waits for the first change that is founded on a text put on the log after a moment.
     *
     * @param moment milliseconds since the epoch
     * @return how long after the moment it came, or the time waited when none came
     */
    Duration awaitFoundedAfter(long moment, Duration atMost) {
        long deadline = moment + atMost.toMillis();
        while (newestBegan <= moment && System.currentTimeMillis() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return Duration.ofMillis(System.currentTimeMillis() - moment);
    }

    @Override
    public void close() {
        stopped = true;
        consumer.wakeup();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }

    private void watch() {
        try {
            while (!stopped) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Header began = record.headers().lastHeader(EventHeaders.BEGAN_AT);
                    if (began != null) {
                        newestBegan = Math.max(
                                newestBegan, Long.parseLong(new String(began.value(), StandardCharsets.UTF_8)));
                    }
                }
            }
        } catch (WakeupException e) {
            // closed
        }
    }
}
