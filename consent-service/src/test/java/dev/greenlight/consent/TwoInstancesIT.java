package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.RunningService.Key;
import dev.greenlight.consent.topology.Texts;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import java.io.IOException;
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
    private static RunningService first;
    private static RunningService second;

    @BeforeAll
    static void start() throws IOException {
        broker = RealBroker.start(PARTITIONS);
        registry = new InProcessRegistry().registerAll();
        first = start("one");
        second = start("two");
    }

    private static RunningService start(String name) throws IOException {
        var keys = List.of(new Key("front desk", KEY, "acme", "office"));
        return RunningService.start(name, folder.resolve(name), broker, registry, keys);
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
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
        for (RunningService instance : List.of(first, second)) {
            assertThat(heldNumbers(instance)).containsExactlyElementsOf(numbers());
        }
        await().atMost(SOON).untilAsserted(() -> everyCustomerIsAnswered(404, first, second));
        decisionsAreHeardWhereTheyWereAskedFor();

        second.close();
        texts(TextMeaning.OPT_OUT, 20);
        await().atMost(SOON).untilAsserted(() -> everybodyIs("OPTED_OUT", first));
        await().atMost(SOON).untilAsserted(() -> everyCustomerIsAnswered(200, first));
    }

    private static void everyCustomerIsAnswered(int status, RunningService... asked) {
        for (RunningService instance : asked) {
            for (int person = 0; person < PEOPLE; person++) {
                assertThat(get(instance, "/customers/c-" + person).status()).isEqualTo(status);
            }
        }
    }

    private static void decisionsAreHeardWhereTheyWereAskedFor() {
        for (int person = 0; person < PEOPLE; person++) {
            RunningService asked = person % 2 == 0 ? first : second;
            RunningService other = person % 2 == 0 ? second : first;
            String path = "/customers/c-" + person;
            assertThat(asked.http()
                            .put(ACME + path, KEY, "{\"name\": \"Person " + person + "\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(get(other, path).body()).isEqualTo(get(asked, path).body());
            assertThat(get(other, path).header("ETag")).isEqualTo("\"1\"");
        }
    }

    private static void everybodyIs(String status, RunningService... asked) {
        for (RunningService instance : asked) {
            for (String number : numbers()) {
                Http.Answer answer = get(instance, "/consents/sms/" + number);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().get("status").stringValue()).isEqualTo(status);
            }
        }
    }

    /** How many numbers it answers for without asking the other. */
    private static int kept(RunningService instance) {
        return (int) numbers().stream()
                .filter(number -> get(instance, "/consents/sms/" + number, HOP).status() == 200)
                .count();
    }

    private static List<String> heldNumbers(RunningService instance) {
        return StreamSupport.stream(
                        get(instance, "/reviews").body().get("reviews").spliterator(), false)
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

    private static Http.Answer get(RunningService asked, String path, String... headers) {
        return asked.http().send("GET", ACME + path, KEY, null, headers);
    }
}
