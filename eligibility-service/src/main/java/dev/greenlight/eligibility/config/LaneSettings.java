package dev.greenlight.eligibility.config;

import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * The settings of each lane: no default of Kafka Streams that matters is left to chance.
 *
 * <p>Three layers, later ones win: how fast a lane is, what the operator set under {@code spring.kafka}, and what the
 * guarantees rest on.
 */
final class LaneSettings {

    static final String AUDIENCE_LANE = "eligibility-service";
    static final String CUSTOMER_LANE = "eligibility-service-customers";

    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration HEARTBEAT = Duration.ofMillis(1_500);
    private static final Duration RETRY_BACKOFF = Duration.ofMillis(5);

    private final Map<String, Object> client;
    private final EligibilityServiceProperties properties;

    /**
     * @param client what every client of the cluster needs: addresses, security, and what the operator set
     */
    LaneSettings(Map<String, Object> client, EligibilityServiceProperties properties) {
        this.client = Map.copyOf(client);
        this.properties = properties;
    }

    /**
     * On the way of a STOP: fresh consent is committed at once, whatever the interval, and the bulk that shares its
     * task comes in small bites.
     */
    Map<String, Object> audienceLane() {
        var settings = pace(Duration.ofMillis(100), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofSeconds(5));
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 65_536);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 262_144);
        return completed(settings, AUDIENCE_LANE);
    }

    /** Bulk: nobody waits for one record. */
    Map<String, Object> customerLane() {
        var settings =
                pace(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(5), Duration.ofSeconds(10));
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1_000);
        return completed(settings, CUSTOMER_LANE);
    }

    private static Map<String, Object> pace(
            Duration commit, Duration poll, Duration linger, Duration transactionTimeout) {
        var settings = new HashMap<String, Object>();
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
        // a commit comes only after a poll has returned
        settings.put(StreamsConfig.POLL_MS_CONFIG, poll.toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), linger.toMillis());
        // Two requests on their way at the start of a transaction can overtake each other; the broker refuses the
        // second and the producer waits a whole back-off. One at a time also makes fuller requests.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // the next transaction meets the markers of the last one and has to ask again
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF.toMillis());
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(transactionTimeout.toMillis()));
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        return settings;
    }

    private Map<String, Object> completed(Map<String, Object> settings, String applicationId) {
        settings.putAll(client);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId + "-" + properties.instanceId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, properties.stateDir().toString());
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, properties.advertisedAddress());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.PARTITIONER_CLASS_CONFIG),
                FactKeys.Partitioning.class.getName());
        // changelogs forget what was erased when the topics do
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
                TopicKind.STATE.settings().get(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG));
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), properties.instanceId());
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(SESSION_TIMEOUT.toMillis()));
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(HEARTBEAT.toMillis()));
        handleFailures(settings);
        return settings;
    }

    /** What cannot be read is kept and passed over; a bug in a rule stops the lane, so that it skips no STOP. */
    private static void handleFailures(Map<String, Object> settings) {
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        settings.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, PrivateTopic.ELIGIBILITY_DEAD_LETTER.name());
    }
}
