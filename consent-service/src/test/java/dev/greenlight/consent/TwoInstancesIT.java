package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.topology.Texts;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Two instances share the work, and each answers for both. */
class TwoInstancesIT {

    private static final int PARTITIONS = 4;
    private static final int PEOPLE = 12;
    private static final String KEY = "office-key-of-acme";
    private static final String ACME = "/v1/tenants/acme";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** On a request that another instance passed on, which is not passed on again. */
    private static final String[] HOP = {"Greenlight-Hop", "1"};

    @TempDir
    private static Path folder;

    private static EmbeddedKafkaKraftBroker broker;
    private static InProcessRegistry registry;
    private static Instance first;
    private static Instance second;

    private record Instance(ConfigurableApplicationContext context, Http http) {

        static Instance start(String name) throws IOException {
            int port = freePort();
            String key = "--greenlight.security.api-keys[0].";
            var context = ConsentServiceApplication.application()
                    .run(
                            "--server.port=" + port,
                            "--greenlight.advertised-address=localhost:" + port,
                            "--greenlight.partitions=" + PARTITIONS,
                            "--greenlight.instance-id=" + name,
                            "--greenlight.state-dir=" + folder.resolve(name),
                            "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                            "--spring.kafka.properties.[schema.registry.url]=" + registry.url(),
                            key + "name=front desk",
                            key + "sha256=" + RealBroker.sha256(KEY),
                            key + "tenant=acme",
                            key + "roles[0]=office");
            return new Instance(context, new Http(port));
        }

        Http.Answer get(String path, String... headers) {
            return http.send("GET", ACME + path, KEY, null, headers);
        }

        boolean isReady() {
            return http.get("/actuator/health/readiness", null).status() == 200;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        broker = RealBroker.start(PARTITIONS);
        registry = new InProcessRegistry().registerAll();
        first = Instance.start("one");
        second = Instance.start("two");
    }

    @AfterAll
    static void stop() {
        second.context().close();
        first.context().close();
        registry.close();
        broker.destroy();
    }

    @Test
    void eachAnswersForBothAndOneForAllWhenTheOtherIsGone() {
        texts(TextMeaning.REVIEW, 10);
        await().atMost(SOON).until(() -> first.isReady() && second.isReady());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(kept(first), kept(second)))
                        .as("numbers that each keeps itself")
                        .doesNotContain(0)
                        .satisfies(kept -> assertThat(kept.stream()
                                        .mapToInt(Integer::intValue)
                                        .sum())
                                .isEqualTo(PEOPLE)));

        everybodyIs("ON_HOLD", first, second);
        for (Instance instance : List.of(first, second)) {
            assertThat(heldNumbers(instance)).containsExactlyElementsOf(numbers());
        }
        await().atMost(SOON).untilAsserted(() -> everyCustomerIsAnswered(404, first, second));
        decisionsAreHeardWhereTheyWereAskedFor();

        second.context().close();
        texts(TextMeaning.OPT_OUT, 20);
        await().atMost(SOON).untilAsserted(() -> everybodyIs("OPTED_OUT", first));
        await().atMost(SOON).untilAsserted(() -> everyCustomerIsAnswered(200, first));
    }

    private static void everyCustomerIsAnswered(int status, Instance... asked) {
        for (Instance instance : asked) {
            for (int person = 0; person < PEOPLE; person++) {
                assertThat(instance.get("/customers/c-" + person).status()).isEqualTo(status);
            }
        }
    }

    private static void decisionsAreHeardWhereTheyWereAskedFor() {
        for (int person = 0; person < PEOPLE; person++) {
            Instance asked = person % 2 == 0 ? first : second;
            Instance other = person % 2 == 0 ? second : first;
            String path = "/customers/c-" + person;
            assertThat(asked.http()
                            .put(ACME + path, KEY, "{\"name\": \"Person " + person + "\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(other.get(path).body()).isEqualTo(asked.get(path).body());
            assertThat(other.get(path).header("ETag")).isEqualTo("\"1\"");
        }
    }

    private static void everybodyIs(String status, Instance... asked) {
        for (Instance instance : asked) {
            for (String number : numbers()) {
                Http.Answer answer = instance.get("/consents/sms/" + number);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().get("status").stringValue()).isEqualTo(status);
            }
        }
    }

    /** How many numbers it answers for without asking the other. */
    private static int kept(Instance instance) {
        return (int) numbers().stream()
                .filter(number -> instance.get("/consents/sms/" + number, HOP).status() == 200)
                .count();
    }

    private static List<String> heldNumbers(Instance instance) {
        return StreamSupport.stream(
                        instance.get("/reviews").body().get("reviews").spliterator(), false)
                .map(review -> review.get("number").stringValue())
                .toList();
    }

    private static void texts(TextMeaning meaning, long second) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.getBrokersAsString()),
                new StringSerializer(),
                EventSerde.<TextReceived>configured(Map.of(EventSerde.REGISTRY_URL, registry.url()))
                        .serializer())) {
            for (String number : numbers()) {
                producer.send(new ProducerRecord<>(
                        EventTopic.TEXT_RECEIVED.name(),
                        "acme:" + number,
                        Texts.from("acme", number, meaning + number, meaning, second)));
            }
        }
    }

    private static List<String> numbers() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(person -> "+1555555" + (1000 + person))
                .toList();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
