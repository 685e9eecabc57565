package dev.greenlight.eligibility.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.topology.EligibilityTopology;
import dev.greenlight.eligibility.topology.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** Reads the settings back from the clients that Kafka Streams makes, and compares them with a reviewed table. */
class LaneSettingsTest {

    private static final Path APPROVED = Path.of("src/test/resources/settings");

    private static final List<String> OF_STREAMS = List.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            StreamsConfig.APPLICATION_SERVER_CONFIG,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
            StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
            StreamsConfig.GROUP_PROTOCOL_CONFIG,
            StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            StreamsConfig.POLL_MS_CONFIG,
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.REPLICATION_FACTOR_CONFIG,
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG);

    private static final List<String> OF_CONSUMER = List.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG,
            ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG);

    private static final List<String> OF_PRODUCER = List.of(
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.LINGER_MS_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
            ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG,
            ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

    private static final String CLIENT_SETTINGS = "spring.kafka.properties.";

    @TempDir
    private Path stateDirectory;

    @Test
    void audienceLaneRunsWithTheReviewedSettings() throws IOException {
        LaneSettings settings = settings(Map.of());

        assertThat(readBack(settings.audienceLane(), topology()::addAudienceLane))
                .isEqualTo(Files.readString(APPROVED.resolve("audience-lane.txt")));
    }

    @Test
    void customerLaneRunsWithTheReviewedSettings() throws IOException {
        LaneSettings settings = settings(Map.of());

        assertThat(readBack(settings.customerLane(), topology()::addCustomerLane))
                .isEqualTo(Files.readString(APPROVED.resolve("customer-lane.txt")));
    }

    @Test
    void theOperatorMayChangeThePaceButNotTheGuarantee() {
        Map<String, Object> lane = settings(Map.of("commit.interval.ms", "50", "processing.guarantee", "at_least_once"))
                .audienceLane();

        assertThat(lane)
                .containsEntry("commit.interval.ms", "50")
                .containsEntry("processing.guarantee", "exactly_once_v2");
    }

    @Test
    void securityReachesEveryClient() {
        Map<String, Object> lane = settings(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512"))
                .audienceLane();
        var config = new StreamsConfig(lane);

        assertThat(List.of(
                        config.getMainConsumerConfigs("g", "c", 0),
                        config.getRestoreConsumerConfigs("c"),
                        config.getProducerConfigs("c"),
                        config.getAdminConfigs("c")))
                .allSatisfy(client -> assertThat(client)
                        .containsEntry("security.protocol", "SASL_SSL")
                        .containsEntry("sasl.mechanism", "SCRAM-SHA-512"));
    }

    private LaneSettings settings(Map<String, Object> operator) {
        var client = new TreeMap<>(ofTheService());
        client.putAll(operator);
        client.put("bootstrap.servers", "127.0.0.1:1");
        return new LaneSettings(
                client,
                new EligibilityServiceProperties(12, stateDirectory, "one", "localhost:8084", StoreLocation.MEMORY));
    }

    /** What the service's own file says for all its clients. */
    private static Map<String, Object> ofTheService() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("eligibility-service.yml"));
        Map<String, Object> settings = new TreeMap<>();
        Objects.requireNonNull(yaml.getObject()).forEach((name, value) -> {
            if (name.toString().startsWith(CLIENT_SETTINGS)) {
                settings.put(name.toString().substring(CLIENT_SETTINGS.length()), value);
            }
        });
        return settings;
    }

    private static EligibilityTopology topology() {
        return new EligibilityTopology(Map.of("schema.registry.url", "http://nowhere"));
    }

    private static String readBack(Map<String, Object> settings, Consumer<StreamsBuilder> steps) {
        var config = new StreamsConfig(settings);
        var builder = new StreamsBuilder(new TopologyConfig(config));
        steps.accept(builder);
        var clients = new RecordingClientSupplier();
        try (var streams = new KafkaStreams(builder.build(), config, clients)) {
            assertThat(streams.state()).isEqualTo(KafkaStreams.State.CREATED);
        }
        return table("streams", config, OF_STREAMS)
                + table("consumer", new ConsumerConfig(clients.consumer()), OF_CONSUMER)
                + table("producer", new ProducerConfig(clients.producer()), OF_PRODUCER);
    }

    private static String table(String client, AbstractConfig config, List<String> names) {
        return names.stream()
                .map(name -> client + " " + name + " = " + text(config.values().get(name)) + "\n")
                .collect(Collectors.joining());
    }

    private static String text(@Nullable Object value) {
        return value instanceof Class<?> type ? type.getName() : String.valueOf(value);
    }
}
