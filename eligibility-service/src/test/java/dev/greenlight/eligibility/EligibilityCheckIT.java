package dev.greenlight.eligibility;

import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.eligibility.topology.ExampleEvents;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
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
import java.net.http.HttpResponse;
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
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks before sending against a real broker: by one instance, and by two that share the contacts. */
class EligibilityCheckIT {

    private static final int PARTITIONS = 2;
    private static final String KEY = "the-campaigns-of-acme";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONTACTS = 20;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
    private static final int FIRST_PORT = freePort();
    private static final int SECOND_PORT = freePort();

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
    void whatTheTopicsSayIsWhatAnyInstanceAnswers(@TempDir Path elsewhere) throws Exception {
        for (int i = 0; i < CONTACTS; i++) {
            send(
                    EventTopic.CUSTOMER_STATE,
                    "acme:c-" + i,
                    customer("c-" + i, 1)
                            .setContactMethods(List.of(mobile("m-1", number(i))))
                            .build());
            send(EventTopic.CONSENT_STATE, "acme:" + number(i), consent(i, 1, ConsentStatus.OPTED_IN));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reasonsBesideTheTime(FIRST_PORT))
                        .hasSize(CONTACTS)
                        .allMatch(List::isEmpty));

        send(EventTopic.CONSENT_STATE, "acme:" + number(7), consent(7, 2, ConsentStatus.OPTED_OUT));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(reasonsBesideTheTime(FIRST_PORT)).containsExactlyElementsOf(expected()));

        try (var second = service(SECOND_PORT, "second", elsewhere)) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(second.isActive()).isTrue();
                for (int port : List.of(FIRST_PORT, SECOND_PORT)) {
                    assertThat(reasonsBesideTheTime(port)).containsExactlyElementsOf(expected());
                    // each keeps some of them and says nothing about the others when it is not the one that asks
                    assertThat(check(port, true).statusCode()).isEqualTo(503);
                }
            });
        }
    }

    @Test
    void whatIsReportedAsSentCountsAgainstTheLimitOfFlorida() throws Exception {
        String miami = "+13055550100";
        for (int i = 1; i <= 3; i++) {
            HttpResponse<String> taken = post(
                    FIRST_PORT,
                    "sends",
                    "{\"address\":\"" + miami + "\",\"audience\":\"sms-marketing\",\"messageId\":\"m-" + i
                            + "\",\"sentAt\":\"" + Instant.now() + "\"}",
                    false);
            assertThat(taken.body()).isEqualTo("{\"results\":[{\"accepted\":true}]}");
        }

        await().atMost(SOON).untilAsserted(() -> {
            String answer =
                    post(FIRST_PORT, "eligibility:check", item(miami), false).body();
            assertThat(answer).contains("FREQUENCY_CAP").contains("nextAllowedAt");
        });
    }

    private static List<List<String>> expected() {
        return IntStream.range(0, CONTACTS)
                .mapToObj(i -> i == 7 ? List.of("OPTED_OUT") : List.<String>of())
                .toList();
    }

    /** The reasons of each item: whether it is a good time depends on when this test runs. */
    private static List<List<String>> reasonsBesideTheTime(int port) throws Exception {
        HttpResponse<String> response = check(port, false);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode results = JSON.readTree(response.body()).path("results");
        List<List<String>> reasons = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            JsonNode result = results.path(i);
            assertThat(result.path("address").stringValue()).isEqualTo(number(i));
            List<String> all = result.path("reasons")
                    .valueStream()
                    .map(JsonNode::stringValue)
                    .toList();
            assertThat(result.path("allowed").booleanValue()).isEqualTo(all.isEmpty());
            reasons.add(
                    all.stream().filter(reason -> !reason.equals("QUIET_HOURS")).toList());
        }
        return reasons;
    }

    private static HttpResponse<String> check(int port, boolean passedOn) throws Exception {
        String items = String.join(
                ",", IntStream.range(0, CONTACTS).mapToObj(i -> item(number(i))).toList());
        return post(port, "eligibility:check", items, passedOn);
    }

    private static String item(String number) {
        return "{\"address\":\"" + number + "\",\"audience\":\"sms-marketing\"}";
    }

    private static HttpResponse<String> post(int port, String path, String items, boolean passedOn) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/tenants/acme/" + path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[" + items + "]}"));
        if (passedOn) {
            request.header("Greenlight-Forwarded", "1");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String number(int contact) {
        return "+1212555" + (1_000 + contact);
    }

    private static ConsentState consent(int contact, long sequence, ConsentStatus status) {
        return ConsentState.newBuilder(ExampleEvents.consent(sequence, status))
                .setAddress(number(contact))
                .build();
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
                        "--greenlight.security.api-keys[0].name=engine",
                        "--greenlight.security.api-keys[0].sha256=" + sha256(KEY),
                        "--greenlight.security.api-keys[0].tenant=acme",
                        "--greenlight.security.api-keys[0].roles=campaign");
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
