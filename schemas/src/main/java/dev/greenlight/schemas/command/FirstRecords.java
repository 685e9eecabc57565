package dev.greenlight.schemas.command;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes one record to each partition of new topics and waits for it, in a transaction that is then aborted.
 *
 * <p>An idempotent producer can stall on, and then lose, its first batch on a brand-new topic (KAFKA-15591, fixed in
 * Kafka 4.5). After this the topics are no longer brand-new, and a reader of committed records sees nothing of it.
 */
final class FirstRecords {

    private FirstRecords() {}

    static void write(Map<String, ?> clientSettings, Collection<String> topics, int partitions) {
        if (topics.isEmpty()) {
            return;
        }
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "greenlight-prepare");
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String topic : topics) {
                List<Future<RecordMetadata>> sent = Stream.iterate(0, partition -> partition + 1)
                        .limit(partitions)
                        .map(partition -> producer.send(new ProducerRecord<>(
                                topic, partition, "prepare".getBytes(StandardCharsets.UTF_8), null)))
                        .toList();
                sent.forEach(FirstRecords::await);
            }
            producer.abortTransaction();
        }
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("A new topic does not take records", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while writing to new topics", e);
        }
    }
}
