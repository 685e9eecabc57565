package dev.greenlight.consent.config;

import dev.greenlight.consent.topology.DeadLetters;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * The settings of the lanes. Kafka's defaults are made for throughput and for patience: with them a STOP takes half a
 * second, and a killed instance is missed after 45. None of those that matter is left to chance.
 *
 * <p>{@code spring.kafka.streams.properties} wins over {@link Pace}, but not over the guarantees.
 */
enum LaneSettings {
    /** Somebody wants to be left alone: fresh texts are committed at once, whatever this interval. */
    KEYWORDS(new Pace(100, 2, 5, 5_000, 500)),
    /** Somebody waits for the answer to a change; an import of half a million customers takes large bites. */
    OFFICE(new Pace(100, 10, 5, 10_000, 500));

    private static final int RETRY_BACKOFF_MILLIS = 5;

    private final Pace pace;

    LaneSettings(Pace pace) {
        this.pace = pace;
    }

    /**
     * How quick a lane is.
     *
     * @param commitMillis between commits; readers of committed records see nothing before
     * @param pollMillis the longest wait for input; Streams commits only after a poll returns
     * @param lingerMillis how long a record waits for company
     * @param transactionMillis after which the transaction of a dead instance is aborted; readers wait for that
     * @param pollRecords the most records of one poll
     */
    private record Pace(int commitMillis, int pollMillis, int lingerMillis, int transactionMillis, int pollRecords) {}

    Properties of(KafkaProperties kafka, ConsentServiceProperties service, String applicationId, Runnable deadLetter) {
        Map<String, Object> settings = new HashMap<>(kafka.buildStreamsProperties());
        paced().forEach((name, value) -> {
            if (!kafka.getStreams().getProperties().containsKey(name)) {
                settings.put(name, value);
            }
        });
        settings.putAll(guarantees());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId + "-" + service.instanceId());
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, service.advertisedAddress());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, service.stateDir());
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), service.instanceId());
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.PARTITIONER_CLASS_CONFIG),
                FactKeys.Partitioning.class.getName());
        // changelogs forget what was erased when the topics do
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
                TopicKind.STATE.settings().get(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG));
        settings.put(DeadLetters.COUNTER, deadLetter);
        var properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static Map<String, Object> guarantees() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetters.OfUnreadable.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetters.OfUnusable.class,
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                PrivateTopic.CONSENT_DEAD_LETTER.name(),
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest");
    }

    private Map<String, Object> paced() {
        return Map.ofEntries(
                Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, pace.commitMillis),
                Map.entry(StreamsConfig.POLL_MS_CONFIG, pace.pollMillis),
                Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1),
                Map.entry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0),
                Map.entry(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1),
                Map.entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                Map.entry(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000),
                Map.entry(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500),
                Map.entry(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), pace.pollRecords),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), pace.lingerMillis),
                // Two requests on their way at the start of a transaction can overtake each other; the broker refuses
                // the second and the producer waits a whole back-off. One at a time also makes fuller requests.
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1),
                // the next transaction meets the markers of the last one and has to ask again
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MILLIS),
                Map.entry(
                        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                        pace.transactionMillis));
    }
}
