package dev.greenlight.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.registry.EventSchemas;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class PrepareClusterIT {

    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1)
            .brokerProperties(Map.of(
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    "transaction.state.log.num.partitions", "1",
                    "auto.create.topics.enable", "false"));

    private InProcessRegistry registry = new InProcessRegistry();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        registry.close();
        try (var admin = admin()) {
            Set<String> names = admin.listTopics().names().get();
            admin.deleteTopics(names).all().get();
        }
    }

    @Test
    void createsEveryTopicAndRegistersEverySchemaAndDoesItTwiceWithoutHarm() throws Exception {
        assertThat(prepare("--partitions=2"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(prepare("--partitions=2"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(TopicProvisioning.catalogue().size() + " topics created")
                .contains("0 topics created");
        assertThat(registry.compatibilityOf(EventTopic.TEXT_RECEIVED.valueSubject()))
                .isEqualTo(EventSchemas.COMPATIBILITY);
        assertThat(committedRecordsOf(EventTopic.TEXT_RECEIVED.name())).isZero();
    }

    @Test
    void topicWithOtherPartitionsIsNamedAndLeftAsItIs() throws Exception {
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(EventTopic.CONSENT_STATE.name(), 3, (short) 1)))
                    .all()
                    .get();
        }

        assertThat(prepare("--partitions=2")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("consent.consent-state has 3 partitions instead of 2")
                .contains("consent.consent-state has cleanup.policy delete instead of compact");
    }

    @Test
    void argumentItDoesNotKnowIsNamed() {
        assertThat(prepare("--particions=2")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--particions");
    }

    @Test
    void credentialsForTheRegistryComeFromAFileToo(@TempDir Path folder) throws Exception {
        registry.close();
        registry = InProcessRegistry.askingFor("greenlight:open sesame");
        Path file = folder.resolve("prepare.properties");

        Files.writeString(file, "basic.auth.user.info=greenlight:guessed");
        assertThat(prepare("--partitions=2", "--command-config=" + file)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("401").doesNotContain("guessed");

        Files.writeString(file, "basic.auth.user.info=greenlight:open sesame");
        assertThat(prepare("--partitions=2", "--command-config=" + file)).isZero();
    }

    @Test
    void trustStoreThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("prepare.properties");
        Files.writeString(file, "schema.registry.ssl.truststore.location=/no/such/file.p12");

        assertThat(prepare("--partitions=2", "--command-config=" + file)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("/no/such/file.p12");
    }

    private int prepare(String... further) {
        Stream<String> usual = Stream.of(
                "--bootstrap-servers=" + BROKER.getBrokersAsString(),
                "--registry-url=" + registry.url(),
                "--replication-factor=1",
                "--min-insync-replicas=1");
        return PrepareCluster.run(
                Stream.concat(usual, Stream.of(further)).toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static long committedRecordsOf(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long records = 0;
            while (consumer.endOffsets(partitions).entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                records += consumer.poll(Duration.ofMillis(200)).count();
            }
            return records;
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()));
    }
}
