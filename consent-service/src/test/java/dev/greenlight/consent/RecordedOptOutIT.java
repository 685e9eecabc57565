package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.Http.Answer;
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
import java.util.Arrays;
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
import tools.jackson.databind.JsonNode;

/** Opt-outs that are no texts, through HTTP, a real broker and back. */
class RecordedOptOutIT {

    private static final int PARTITIONS = 2;
    private static final String OFFICE = "office-key-of-acme";
    private static final String CAMPAIGN = "campaign-key-of-acme";
    private static final String ACME = "/v1/tenants/acme";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CALL =
            "{\"means\": \"CALL\", \"receivedAt\": \"2026-03-01T12:00:00Z\", \"evidence\": \"Called the desk.\"}";

    @TempDir
    private static Path folder;

    private static EmbeddedKafkaKraftBroker broker;
    private static InProcessRegistry registry;
    private static RunningService service;
    private static Http http;

    @BeforeAll
    static void start() throws IOException {
        broker = RealBroker.start(PARTITIONS);
        registry = new InProcessRegistry().registerAll();
        var keys = List.of(
                new Key("front desk", OFFICE, "acme", "office"), new Key("newsletter", CAMPAIGN, "acme", "campaign"));
        service = RunningService.start("one", folder, broker, registry, keys).awaitReady();
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
        registry.close();
        broker.destroy();
    }

    @Test
    void optOutIsAnsweredShownAndInTheHistoryUntilThePersonTextsStart() {
        String number = "+15555550101";
        Answer answer = http.post(consent(number) + "/opt-outs", OFFICE, CALL, "Idempotency-Key", "call-1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("outcome").stringValue()).isEqualTo("UPDATED");
        assertThat(answer.body().path("consent").path("status").stringValue()).isEqualTo("OPTED_OUT");
        assertThat(outcome(http.post(consent(number) + "/opt-outs", OFFICE, CALL, "Idempotency-Key", "call-1")))
                .isEqualTo("REPEATED");
        assertThat(outcome(http.post(consent(number) + "/opt-outs", OFFICE, CALL)))
                .isEqualTo("UNCHANGED");

        assertThat(shown(number).path("setBy").stringValue()).isEqualTo("opt-out (call) recorded by front desk");
        assertThat(shown(number).path("since").stringValue()).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode first = await().atMost(SOON)
                .until(() -> history(number), entries -> entries.size() == 2)
                .get(0);
        assertThat(first.path("outcome").stringValue()).isEqualTo("REVOKED");
        assertThat(first.path("optOut").path("means").stringValue()).isEqualTo("CALL");
        assertThat(first.path("optOut").path("evidence").stringValue()).isEqualTo("Called the desk.");
        assertThat(first.path("optOut").path("recordedBy").stringValue()).isEqualTo("front desk");
        assertThat(first.path("link").path("commitments").has("optOut.evidence"))
                .isTrue();

        text(number, TextMeaning.OPT_IN, Duration.ofDays(1).toSeconds());
        await().atMost(SOON).until(() -> status(number).equals("OPTED_IN"));
        assertThat(outcome(http.post(consent(number) + "/opt-outs", OFFICE, CALL)))
                .isEqualTo("UNCHANGED");
        assertThat(status(number)).isEqualTo("OPTED_IN");
    }

    @Test
    void onlyTheOfficeOfTheCompanyRecordsOptOuts() {
        String number = "+15555550102";
        assertThat(http.post(consent(number) + "/opt-outs", CAMPAIGN, CALL).status())
                .isEqualTo(403);
        assertThat(http.post(ACME + "/consents/sms:opt-out", CAMPAIGN, "{\"optOuts\": []}")
                        .status())
                .isEqualTo(403);
        assertThat(http.post(consent(number).replace("acme", "bolt") + "/opt-outs", OFFICE, CALL)
                        .status())
                .isEqualTo(404);
        assertThat(http.post(consent(number) + "/opt-outs", null, CALL).status())
                .isEqualTo(401);
        assertThat(status(number)).isEqualTo("NEVER_ASKED");
    }

    @Test
    void aThousandAtOnceAreAllAnsweredAndShown() {
        List<String> numbers = IntStream.range(0, 1_000)
                .mapToObj(i -> "+1555556%04d".formatted(i))
                .toList();
        String body = "{\"optOuts\": ["
                + String.join(
                        ",",
                        numbers.stream()
                                .map(
                                        number -> "{\"number\": \"" + number
                                                + "\", \"means\": \"OTHER_SYSTEM\", \"scope\": \"MARKETING\", \"evidence\": \"Export.\"}")
                                .toList())
                + "]}";

        Answer answer = http.post(ACME + "/consents/sms:opt-out", OFFICE, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(each(answer.body().path("optOuts"), "outcome"))
                .hasSize(1_000)
                .containsOnly("UPDATED");
        assertThat(each(answer.body().path("optOuts"), "number")).containsExactlyElementsOf(numbers);
        assertThat(shown(numbers.getLast()).path("optOutScope").stringValue()).isEqualTo("MARKETING");
    }

    @Test
    void optOutsOfAListComeFirstWhereTheyAreSentFirstAndChangeNothingASecondTime() {
        String list = "?list=crm-1&takenAt=2026-03-01T12:00:00Z";
        String row = "{\"customerId\": \"c-21\", \"name\": \"Ann\", \"optOuts\": [{\"number\": \"(415) 555-0121\","
                + " \"evidence\": \"Global in the other system.\"}]}\n";
        String number = "+14155550121";

        assertThat(rows(list + "&only=optOuts", row).getFirst())
                .isEqualTo("{\"row\":1,\"outcome\":\"SKIPPED\",\"optOuts\":"
                        + "[{\"number\":\"+14155550121\",\"outcome\":\"UPDATED\",\"status\":\"OPTED_OUT\"}]}");
        assertThat(rows(list, row).getFirst()).contains("\"outcome\":\"CREATED\"", "\"outcome\":\"REPEATED\"");
        text(number, TextMeaning.OPT_IN, Duration.ofDays(1).toSeconds());
        await().atMost(SOON).until(() -> status(number).equals("OPTED_IN"));
        rows(list, row);
        assertThat(status(number)).isEqualTo("OPTED_IN");
    }

    @Test
    void switchAsksOrStopsAndNeverGrants() {
        http.put(
                ACME + "/customers/c-31",
                OFFICE,
                "{\"name\": \"Bob\", \"contactMethods\": [{\"contactMethodId\": \"m\", \"type\": \"MOBILE\", \"value\":"
                        + " \"+14155550131\"}, {\"contactMethodId\": \"l\", \"type\": \"LANDLINE\", \"value\": \"+14155550132\"}]}");
        String mobile = ACME + "/customers/c-31/contact-methods/m/sms-consent";

        assertThat(http.put(mobile, OFFICE, "{\"smsConsent\": \"YES\"}").status())
                .isEqualTo(201);
        assertThat(http.get(mobile, OFFICE).body().path("smsConsent").stringValue())
                .isEqualTo("PENDING");
        assertThat(http.put(mobile, OFFICE, "{\"smsConsent\": \"NO\"}").status())
                .isEqualTo(200);
        assertThat(status("+14155550131")).isEqualTo("OPTED_OUT");
        assertThat(http.put(mobile, OFFICE, "{\"smsConsent\": \"YES\"}").status())
                .isEqualTo(409);
        assertThat(http.put(mobile.replace("/m/", "/l/"), OFFICE, "{\"smsConsent\": \"YES\"}")
                        .status())
                .isEqualTo(409);
        assertThat(http.put(mobile.replace("c-31", "c-32"), OFFICE, "{\"smsConsent\": \"YES\"}")
                        .status())
                .isEqualTo(404);
        assertThat(http.put(mobile.replace("acme", "bolt"), OFFICE, "{\"smsConsent\": \"YES\"}")
                        .status())
                .isEqualTo(404);
    }

    private static String consent(String number) {
        return ACME + "/consents/sms/" + number;
    }

    private static JsonNode shown(String number) {
        return http.get(consent(number), OFFICE).body();
    }

    private static String status(String number) {
        return shown(number).path("status").stringValue();
    }

    private static JsonNode history(String number) {
        return http.get(consent(number) + "/history", OFFICE).body().path("entries");
    }

    private static String outcome(Answer answer) {
        return answer.body().path("outcome").stringValue();
    }

    private static List<String> each(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path(field).stringValue())
                .toList();
    }

    private static List<String> rows(String parameters, String body) {
        Answer answer = http.post(
                ACME + "/customers:import" + parameters, OFFICE, body, "Content-Type", "application/x-ndjson");
        return Arrays.asList(answer.response().body().split("\n"));
    }

    private static void text(String number, TextMeaning meaning, long second) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.getBrokersAsString()),
                new StringSerializer(),
                EventSerde.<TextReceived>configured(Map.of(EventSerde.REGISTRY_URL, registry.url()))
                        .serializer())) {
            producer.send(new ProducerRecord<>(
                    EventTopic.TEXT_RECEIVED.name(),
                    "acme:" + number,
                    Texts.from("acme", number, meaning + number, meaning, second)));
        }
    }
}
