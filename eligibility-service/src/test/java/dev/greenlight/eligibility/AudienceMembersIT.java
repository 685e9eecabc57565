package dev.greenlight.eligibility;

import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.eligibility.topology.ExampleEvents;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.CustomerState;
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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists of members and their changes against a real broker, by two instances that share the contacts. */
class AudienceMembersIT {

    private static final int PARTITIONS = 2;
    private static final String KEY = "the-campaigns-of-acme";
    private static final String OTHER_KEY = "the-campaigns-of-another-company";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONTACTS = 20;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
    private static final int FIRST_PORT = freePort();
    private static final int SECOND_PORT = freePort();

    private static InProcessRegistry registry;
    private static KafkaProducer<String, byte[]> producer;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void start(@TempDir Path state, @TempDir Path elsewhere) {
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
        first = service(FIRST_PORT, "first", state);
        second = service(SECOND_PORT, "second", elsewhere);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        producer.close();
        registry.close();
        BROKER.destroy();
    }

    @Test
    void whoJoinsIsListedByAnyInstanceAndToldToThoseWhoFollow() throws Exception {
        await().atMost(SOON).untilAsserted(() -> assertThat(list(FIRST_PORT)).isEmpty());
        Followed followed = follow(FIRST_PORT, KEY, null);
        Followed other = follow(SECOND_PORT, OTHER_KEY, null);
        String begin = followed.nextId();

        for (int i = 0; i < CONTACTS; i++) {
            send(
                    EventTopic.CUSTOMER_STATE,
                    "acme:c-" + i,
                    customer("c-" + i, 1)
                            .setContactMethods(List.of(mobile("m-1", number(i))))
                            .build());
            send(EventTopic.CONSENT_STATE, "acme:" + number(i), consent(i, 1, ConsentStatus.OPTED_IN));
        }
        List<String> joined = new ArrayList<>();
        while (joined.size() < CONTACTS) {
            Event event = followed.nextEvent();
            assertThat(event.name()).isEqualTo("joined");
            joined.add(event.data().path("address").stringValue());
        }
        List<String> expected =
                IntStream.range(0, CONTACTS).mapToObj(AudienceMembersIT::number).toList();
        assertThat(joined).containsExactlyInAnyOrderElementsOf(expected);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(list(FIRST_PORT)).isEqualTo(expected);
            assertThat(list(SECOND_PORT)).isEqualTo(expected);
        });

        send(EventTopic.CONSENT_STATE, "acme:" + number(7), consent(7, 2, ConsentStatus.OPTED_OUT));
        Event left = followed.nextEvent();
        assertThat(left.name()).isEqualTo("left");
        assertThat(left.data().path("exclusions").toString()).isEqualTo("[\"OPTED_OUT\"]");
        followed.close();

        // the same again from the beginning, by the other instance, and then what it has missed
        Followed again = follow(SECOND_PORT, KEY, begin);
        List<String> told = new ArrayList<>();
        while (told.size() < CONTACTS + 1) {
            told.add(again.nextEvent().data().path("eventId").stringValue());
        }
        assertThat(told)
                .doesNotHaveDuplicates()
                .contains(left.data().path("eventId").stringValue());
        send(EventTopic.CONSENT_STATE, "acme:" + number(8), consent(8, 2, ConsentStatus.OPTED_OUT));
        assertThat(again.nextEvent().data().path("customerId").stringValue()).isEqualTo("c-8");
        again.close();

        Followed afterLeft = follow(FIRST_PORT, KEY, left.id());
        assertThat(afterLeft.nextEvent().data().path("customerId").stringValue())
                .isEqualTo("c-8");
        afterLeft.close();

        // another company has been told nothing but that the stream is alive
        send(EventTopic.CUSTOMER_STATE, "other:c-1", customerOfOther());
        send(
                EventTopic.CONSENT_STATE,
                "other:" + number(1),
                ConsentState.newBuilder(consent(1, 1, ConsentStatus.OPTED_IN))
                        .setTenant("other")
                        .build());
        assertThat(other.nextEvent().data().path("customerId").stringValue()).isEqualTo("c-1");
        other.close();
    }

    private static CustomerState customerOfOther() {
        return customer("c-1", 1)
                .setTenant("other")
                .setContactMethods(List.of(mobile("m-1", number(1))))
                .build();
    }

    private record Event(String name, String id, JsonNode data) {}

    /** An answer that goes on. */
    private static final class Followed implements AutoCloseable {

        private final Stream<String> body;
        private final Iterator<String> lines;

        private Followed(Stream<String> body) {
            this.body = body;
            this.lines = body.iterator();
        }

        private String nextId() {
            while (true) {
                String line = lines.next();
                if (line.startsWith("id: ")) {
                    return line.substring(4);
                }
            }
        }

        private Event nextEvent() {
            String id = "";
            String name = "";
            while (true) {
                String line = lines.next();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Event(name, id, JSON.readTree(line.substring(6)));
                }
            }
        }

        @Override
        public void close() {
            body.close();
        }
    }

    private static Followed follow(int port, String key, @Nullable String lastId) throws Exception {
        String tenant = key.equals(KEY) ? "acme" : "other";
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/v1/tenants/" + tenant + "/audiences/sms-marketing/changes"))
                .header("Authorization", "Bearer " + key);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<Stream<String>> response = HTTP.send(request.build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Followed(response.body());
    }

    /** The addresses of all pages. */
    private static List<String> list(int port) throws Exception {
        List<String> addresses = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                                    + "/v1/tenants/acme/audiences/sms-marketing?limit=7&cursor=" + cursor))
                            .header("Authorization", "Bearer " + KEY)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode page = JSON.readTree(response.body());
            page.path("members")
                    .forEach(member -> addresses.add(member.path("address").stringValue()));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return addresses;
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
                        "--greenlight.security.api-keys[0].roles=campaign",
                        "--greenlight.security.api-keys[1].name=other-engine",
                        "--greenlight.security.api-keys[1].sha256=" + sha256(OTHER_KEY),
                        "--greenlight.security.api-keys[1].tenant=other",
                        "--greenlight.security.api-keys[1].roles=campaign");
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
