package dev.greenlight.eligibility;

import static dev.greenlight.eligibility.topology.ExampleEvents.ADDRESS;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** From the HTTP of a CRM to the audience of unsold estimates, on a real broker. */
class UnsoldEstimatesIT {

    private static final int PARTITIONS = 2;
    private static final String KEY = "the-crm-of-acme";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
    private static final int FIRST_PORT = freePort();

    private static InProcessRegistry registry;
    private static KafkaProducer<String, byte[]> producer;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start(@TempDir Path state) {
        BROKER.brokerProperty("auto.create.topics.enable", "false");
        BROKER.brokerProperty("transaction.state.log.replication.factor", "1");
        BROKER.brokerProperty("transaction.state.log.min.isr", "1");
        BROKER.brokerProperty("group.initial.rebalance.delay.ms", "0");
        BROKER.afterPropertiesSet();
        registry = new InProcessRegistry().registerAll();
        try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            TopicProvisioning.createOrVerify(admin, new Layout(PARTITIONS, (short) 1, 1));
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString()),
                new StringSerializer(),
                new ByteArraySerializer());
        service = service(FIRST_PORT, "first", state);
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
        registry.close();
        BROKER.destroy();
    }

    @Test
    void anEstimateThatComesByHttpMakesAMemberAndAJobOnItEndsThat() throws Exception {
        send(
                EventTopic.CUSTOMER_STATE,
                "acme:c-1",
                customer("c-1", 1)
                        .setContactMethods(List.of(ContactMethod.newBuilder(mobile("m-1", ADDRESS))
                                .setJobNotifications(true)
                                .build()))
                        .build());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(put(
                                "estimates/e-1",
                                "{\"customerId\":\"c-1\",\"status\":\"OPEN\",\"requestedAt\":\"" + Instant.now()
                                        + "\",\"revision\":1}"))
                        .isEqualTo(204));
        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).containsExactly(true));

        assertThat(put(
                        "jobs/j-1",
                        "{\"customerId\":\"c-1\",\"status\":\"SCHEDULED\",\"estimateId\":\"e-1\",\"revision\":1}"))
                .isEqualTo(204);

        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).containsExactly(true, false));
    }

    private static int put(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + FIRST_PORT + "/v1/tenants/acme/" + path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** For each record of the audience's topic whether it shows a member. */
    private static List<Boolean> shown() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", BROKER.getBrokersAsString(), "isolation.level", "read_committed");
        var shown = new ArrayList<Boolean>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(EventTopic.AUDIENCE_UNSOLD_ESTIMATES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> shown.add(record.value() != null));
            }
        }
        return shown;
    }

    private static ConfigurableApplicationContext service(int port, String instance, Path state) {
        return EligibilityServiceApplication.application()
                .run(
                        "--server.port=" + port,
                        "--greenlight.advertised-address=localhost:" + port,
                        "--greenlight.partitions=" + PARTITIONS,
                        "--greenlight.instance-id=" + instance,
                        "--greenlight.state-dir=" + state,
                        "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "--spring.kafka.properties.[schema.registry.url]=" + registry.url(),
                        "--greenlight.security.api-keys[0].name=crm",
                        "--greenlight.security.api-keys[0].sha256=" + sha256(KEY),
                        "--greenlight.security.api-keys[0].tenant=acme",
                        "--greenlight.security.api-keys[0].roles=office");
    }

    private static <V extends SpecificRecord> void send(EventTopic<V> topic, String key, V value) throws Exception {
        byte[] bytes = EventSerde.<V>configured(Map.of("schema.registry.url", registry.url()))
                .serializer()
                .serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
