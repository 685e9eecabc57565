package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.topology.StreamsLane;
import dev.greenlight.consent.topology.Texts;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service on a real broker, spoken to by HTTP and by records. */
@SpringBootTest(
        classes = {ConsentServiceApplication.class, ConsentServiceIT.Clients.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=" + ConsentServiceApplication.CONFIG_NAME)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class ConsentServiceIT {

    private static final int PARTITIONS = 2;
    private static final String OFFICE = "office-key-of-acme";
    private static final String CAMPAIGN = "campaign-key-of-acme";
    private static final String ADMIN = "admin-key-of-everybody";
    private static final String ACME = "/v1/tenants/acme";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final EmbeddedKafkaKraftBroker BROKER = RealBroker.start(PARTITIONS);
    private static final InProcessRegistry REGISTRY = new InProcessRegistry().registerAll();
    private static final Map<String, String> SERDES = Map.of(EventSerde.REGISTRY_URL, REGISTRY.url());

    @Autowired
    private KafkaClientSupplier clients;

    @Autowired
    private List<StreamsLane> lanes;

    @LocalServerPort
    private int port;

    private Http http;

    @TestConfiguration
    static class Clients {

        @Bean
        KafkaClientSupplier recordingClients() {
            return new RecordingClients();
        }

        /** As beans they are stopped after everything that uses them. */
        @Bean(destroyMethod = "destroy")
        EmbeddedKafkaKraftBroker broker() {
            return BROKER;
        }

        @Bean(destroyMethod = "close")
        InProcessRegistry registry() {
            return REGISTRY;
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path stateDir = Files.createTempDirectory(Files.createDirectories(Path.of("target", "streams")), "service");
        settings.add("spring.kafka.bootstrap-servers", BROKER::getBrokersAsString);
        settings.add("spring.kafka.properties.schema.registry.url", REGISTRY::url);
        settings.add("greenlight.partitions", () -> PARTITIONS);
        settings.add("greenlight.state-dir", stateDir::toString);
        settings.add("greenlight.instance-id", () -> "one");
        addKey(settings, 0, "front desk", OFFICE, "acme", "office");
        addKey(settings, 1, "newsletter", CAMPAIGN, "acme", "campaign");
        addKey(settings, 2, "operations", ADMIN, "*", "admin");
    }

    @BeforeEach
    void becomeReady() {
        http = new Http(port);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                http.get("/actuator/health/readiness", null).status())
                        .isEqualTo(200));
    }

    @Test
    void textBecomesALedgerEntryAndAState() {
        String number = "+15555550101";
        text(number, "a1", TextMeaning.OPT_IN, 10);
        text(number, "a2", TextMeaning.OPT_OUT, 20);

        List<ConsentChanged> ledger = await().atMost(SOON)
                .until(() -> values(EventTopic.CONSENT_CHANGED, "acme:" + number), entries -> entries.size() == 2);
        assertThat(ledger).extracting(ConsentChanged::getSequence).containsExactly(1L, 2L);
        List<ConsentState> states = values(EventTopic.CONSENT_STATE, "acme:" + number);
        assertThat(states)
                .extracting(ConsentState::getStatus)
                .containsExactly(ConsentStatus.OPTED_IN, ConsentStatus.OPTED_OUT);
    }

    @Test
    void consentAndItsHistoryAreShownWithTheirProof() {
        String number = "+15555550102";
        for (int i = 0; i < 5; i++) {
            text(number, "b" + i, i % 2 == 0 ? TextMeaning.OPT_IN : TextMeaning.OPT_OUT, i);
        }
        String path = ACME + "/consents/sms/" + number;

        await().atMost(SOON).untilAsserted(() -> {
            var history = http.get(path + "/history", CAMPAIGN);
            assertThat(history.status()).isEqualTo(200);
            assertThat(history.body().get("entries")).hasSize(5);
        });
        var consent = http.get(path, CAMPAIGN).body();
        assertThat(consent.get("status").stringValue()).isEqualTo("OPTED_IN");
        assertThat(consent.get("since").stringValue()).isEqualTo(Texts.at(4).toString());
        assertThat(consent.get("evidence").get("sequence").intValue()).isEqualTo(5);
        assertThat(consent.get("personCanText").get("toOptOut").get(0).stringValue())
                .isEqualTo("STOP");

        var first = http.get(path + "/history?limit=3", OFFICE).body();
        assertThat(first.get("entries")).hasSize(3);
        var evidence = first.get("entries").get(0).get("evidence");
        assertThat(evidence.get("text").stringValue()).isEqualTo("START");
        assertThat(evidence.get("topicOffset").isNumber()).isTrue();
        var second = http.get(
                        path + "/history?limit=3&cursor="
                                + first.get("nextCursor").stringValue(),
                        OFFICE)
                .body();
        assertThat(second.get("entries")).hasSize(2);
        assertThat(second.get("entries").get(1).get("eventId").stringValue())
                .isEqualTo(consent.get("evidence").get("eventId").stringValue());
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void heldTextWaitsForAPersonWhoseVerdictIsProved() {
        String number = "+15555550140";
        text(number, "h1", TextMeaning.OPT_IN, 10);
        text(number, "h2", TextMeaning.REVIEW, 20);
        String path = ACME + "/reviews";
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(http.get(path, OFFICE).body().get("reviews")).hasSize(1));
        var review = http.get(path, OFFICE).body().get("reviews").get(0);
        assertThat(review.get("number").stringValue()).isEqualTo(number);
        assertThat(review.get("texts").get(0).get("id").stringValue()).isEqualTo("test:h2");
        assertThat(http.get(path + "?cursor=" + number.replace("+", "%2B"), OFFICE)
                        .body()
                        .get("reviews"))
                .isEmpty();
        assertProblem(http.get(path, CAMPAIGN), 403, "forbidden");

        String decision = path + "/" + number;
        assertProblem(
                http.post(decision, OFFICE, "{\"reading\":\"CONVERSATION\",\"texts\":[\"test:h1\"]}"),
                404,
                "nothing-held");
        assertProblem(http.post(decision, OFFICE, "{\"reading\":\"MAYBE\"}"), 400, "invalid-fields");
        assertProblem(
                http.post(decision, OFFICE, "{\"reading\":\"CONVERSATION\",\"texts\":[]}"), 400, "invalid-fields");
        var answer = http.post(
                decision, OFFICE, "{\"reading\":\"REVOCATION\",\"texts\":[\"test:h2\"],\"note\":\"Clear enough.\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("consent").get("status").stringValue()).isEqualTo("OPTED_OUT");
        await().atMost(SOON).untilAsserted(() -> {
            var entries = http.get(ACME + "/consents/sms/" + number + "/history", OFFICE)
                    .body()
                    .get("entries");
            assertThat(entries).hasSize(3);
            assertThat(entries.get(2).get("review").get("reviewer").stringValue())
                    .isEqualTo("front desk");
            assertThat(entries.get(2).get("review").get("note").stringValue()).isEqualTo("Clear enough.");
        });
        assertThat(http.get(path, OFFICE).body().get("reviews")).isEmpty();
    }

    @Test
    void personIsAskedAndAPlainYesIsEnough() {
        String number = "+15555550150";
        String path = ACME + "/consents/sms/" + number;
        String form = "{\"source\":\"WEB_FORM\",\"disclosure\":\"v3\",\"evidence\":\"Form 7.\"}";
        assertProblem(http.post(path + "/opt-in-requests", CAMPAIGN, form), 403, "forbidden");
        assertProblem(http.post(path + "/opt-in-requests", OFFICE, "{\"source\":\"FAX\"}"), 400, "invalid-fields");
        assertProblem(http.post(path + "/opt-in-requests", OFFICE, "{}"), 400, "invalid-fields");

        var asked = http.post(path + "/opt-in-requests", OFFICE, form, "Idempotency-Key", "form-7");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.body().get("request").get("id").stringValue()).isEqualTo("form-7");
        var again = http.post(path + "/opt-in-requests", OFFICE, form, "Idempotency-Key", "form-7");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("outcome").stringValue()).isEqualTo("REPEATED");
        var pending = http.get(path, CAMPAIGN).body();
        assertThat(pending.get("status").stringValue()).isEqualTo("PENDING");
        assertThat(pending.get("openRequest").get("mayHappenNext")).hasSize(4);

        // the request was opened by the clock of this machine, so the yes has to be later than that
        Instant opened =
                Instant.parse(asked.body().get("request").get("openedAt").stringValue());
        text(
                number,
                "o1",
                TextMeaning.CONFIRM,
                Duration.between(Texts.at(0), opened).toSeconds() + 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                http.get(path, OFFICE).body().get("status").stringValue())
                        .isEqualTo("OPTED_IN"));
        assertProblem(http.post(path + "/opt-in-requests", OFFICE, form), 409, "already-opted-in");
    }

    @Test
    void optedOutPersonIsNotAskedAndTheAnswerNamesTheWordsThatHelp() {
        String number = "+15555550151";
        String path = ACME + "/consents/sms/" + number;
        text(number, "o2", TextMeaning.OPT_OUT, 10);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                http.get(path, OFFICE).body().get("status").stringValue())
                        .isEqualTo("OPTED_OUT"));

        var refused = http.post(path + "/opt-in-requests", OFFICE, "{\"source\":\"IMPORT\"}");

        assertProblem(refused, 409, "opted-out");
        assertThat(refused.body().get("detail").stringValue()).contains("START", "UNSTOP", "ENROLL");
    }

    @Test
    void numberThatNobodyHasHeardFromWasNeverAsked() {
        var consent = http.get(ACME + "/consents/sms/+15555550199", OFFICE);

        assertThat(consent.status()).isEqualTo(200);
        assertThat(consent.body().get("status").stringValue()).isEqualTo("NEVER_ASKED");
        assertThat(consent.body().get("personCanText").get("toOptIn").get(0).stringValue())
                .isEqualTo("START");
        assertThat(http.get(ACME + "/consents/sms/+15555550199/history", OFFICE)
                        .body()
                        .get("entries"))
                .isEmpty();
    }

    @Test
    void customerIsAnsweredWithWhatTheStreamDecided() {
        String path = ACME + "/customers/c-1";
        String ann = """
                {"name": "Ann Lee", "contactMethods": [{"type": "MOBILE", "value": "+15555550103"}]}""";

        var created = http.put(path, OFFICE, ann);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.body().get("outcome").stringValue()).isEqualTo("CREATED");
        var customer = created.body().get("customer");
        assertThat(customer.get("changedBy").stringValue()).isEqualTo("front desk");
        assertThat(customer.get("contactMethods").get(0).get("marketingUpdates").booleanValue())
                .isTrue();

        var same = http.put(path, OFFICE, ann);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.body().get("outcome").stringValue()).isEqualTo("UNCHANGED");

        var patched = http.send(
                "PATCH", path, OFFICE, "{\"doNotMail\": true}", "Content-Type", "application/merge-patch+json");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().get("customer").get("revision").intValue()).isEqualTo(2);
        assertThat(patched.body().get("customer").get("name").stringValue()).isEqualTo("Ann Lee");

        var read = http.get(path, OFFICE);
        assertThat(read.body()).isEqualTo(patched.body().get("customer"));
        assertThat(values(EventTopic.CUSTOMER_STATE, "acme:c-1")).hasSize(2);
    }

    @Test
    void mergedCustomersAreOneAndTheStricterPreferencesHold() {
        String old = ACME + "/customers/c-6";
        String survivor = ACME + "/customers/c-7";
        String ann = """
                {"name": "Ann Lee", "contactMethods": [
                  {"type": "MOBILE", "value": "+15555550106", "marketingUpdates": %s}]}""";
        http.put(old, OFFICE, ann.formatted("false"));
        http.put(survivor, OFFICE, ann.formatted("true"));

        assertProblem(http.post(old + ":merge", OFFICE, "{\"into\": \"nobody\"}"), 404, "survivor-not-found");
        assertProblem(http.post(old + ":merge", CAMPAIGN, "{\"into\": \"c-7\"}"), 403, "forbidden");
        var merged = http.post(old + ":merge", OFFICE, "{\"into\": \"c-7\"}");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.body().get("customer").get("mergedToId").stringValue())
                .isEqualTo("c-7");
        assertThat(http.get(old, OFFICE).body()).isEqualTo(merged.body().get("customer"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(http.get(survivor, OFFICE)
                                .body()
                                .get("contactMethods")
                                .get(0)
                                .get("marketingUpdates")
                                .booleanValue())
                        .isFalse());
        assertProblem(http.put(old, OFFICE, "{\"name\": \"Ann\"}"), 409, "merged");
    }

    @Test
    void repeatedRequestChangesNothing() {
        String path = ACME + "/customers/c-2";
        http.put(path, OFFICE, "{\"name\": \"Ann\"}", "Idempotency-Key", "first");
        http.put(path, OFFICE, "{\"name\": \"Bea\"}", "Idempotency-Key", "second");
        var repeated = http.put(path, OFFICE, "{\"name\": \"Ann\"}", "Idempotency-Key", "first");

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body().get("outcome").stringValue()).isEqualTo("REPEATED");
        assertThat(repeated.body().get("customer").get("name").stringValue()).isEqualTo("Bea");
    }

    @Test
    void requestIsAcceptedWhereTheDecisionTakesTooLong() {
        String path = ACME + "/customers/c-5";
        var office = lanes.stream()
                .filter(lane -> lane.applicationId().equals("consent-service-office"))
                .findAny()
                .orElseThrow();
        office.streams().pause();
        try {
            var accepted = http.put(path, OFFICE, "{\"name\": \"Ann\"}");
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.header("Location")).isEqualTo(path);
        } finally {
            office.streams().resume();
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(http.get(path, OFFICE).status()).isEqualTo(200));
    }

    @Test
    void requestForAnotherRevisionIsRefused() {
        String path = ACME + "/customers/c-3";
        http.put(path, OFFICE, "{\"name\": \"Ann\"}", "If-None-Match", "*");

        assertThat(http.put(path, OFFICE, "{\"name\": \"Bea\"}", "If-None-Match", "*")
                        .status())
                .isEqualTo(412);
        assertThat(http.put(path, OFFICE, "{\"name\": \"Bea\"}", "If-Match", "\"9\"")
                        .status())
                .isEqualTo(412);
        assertThat(http.put(path, OFFICE, "{\"name\": \"Bea\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyFieldThatIsWrongIsNamedAndNothingOfWhatWasSentIsRepeated() {
        var answer = http.put(ACME + "/customers/c-4", OFFICE, """
                {"doNotMial": true, "active": "yes", "contactMethods": [
                  {"type": "MOBILE", "value": "555-0104"}, {"type": "EMAIL", "value": "ann at home"}, {"type": "FAX"}]}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().get("type").stringValue()).endsWith("/invalid-fields");
        List<String> fields = new ArrayList<>();
        answer.body()
                .get("errors")
                .forEach(error -> fields.add(error.get("field").stringValue()));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "(unknown)",
                        "name",
                        "active",
                        "contactMethods[0].value",
                        "contactMethods[1].value",
                        "contactMethods[2].value",
                        "contactMethods[2].type");
        assertThat(answer.response().body()).doesNotContain("0104").doesNotContain("ann at home");
    }

    @Test
    void settingsHoldForTheNextText() {
        assertThat(http.get("/v1/tenants/bolt/settings", ADMIN)
                        .body()
                        .get("optOutScope")
                        .stringValue())
                .isEqualTo("ALL");
        var changed = http.put("/v1/tenants/bolt/settings", ADMIN, "{\"optOutScope\": \"MARKETING\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("settings").get("revision").intValue()).isEqualTo(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(values(PrivateTopic.SETTINGS_BROADCAST.name()))
                        .hasSizeGreaterThanOrEqualTo(PARTITIONS));

        // settings travel by another way than texts: each number tells whether they have arrived
        await().atMost(SOON).untilAsserted(() -> {
            String number = "+1555556" + (1_000 + bolts++);
            // a text from before the change would be read as before
            long now = Duration.between(Texts.at(0), Instant.now()).toSeconds();
            send("bolt", number, "s" + number, TextMeaning.OPT_OUT, now);
            await().atMost(SOON)
                    .until(() ->
                            !values(EventTopic.CONSENT_STATE, "bolt:" + number).isEmpty());
            assertThat(http.get("/v1/tenants/bolt/consents/sms/" + number, ADMIN)
                            .body()
                            .get("optOutScope")
                            .stringValue())
                    .isEqualTo("MARKETING");
        });
    }

    private int bolts;

    @Test
    void formOnACompanysSiteOpensARequestAndTheSettingsHaveAHistory() {
        String cedar = "/v1/tenants/cedar";
        String site = "https://cedar.example";
        var changed = http.send("PATCH", cedar + "/settings", ADMIN, """
                {"optInForms": [{"name": "Footer", "disclosure": "Words", "allowedOrigins": ["https://cedar.example"]}]}""");
        assertThat(changed.status()).isEqualTo(200);
        JsonNode form = changed.body().get("settings").get("optInForms").get(0);
        String path = cedar + "/opt-in-forms/" + form.get("formId").stringValue();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(http.get(path + "/snippet", ADMIN).status()).isEqualTo(200));

        String filledIn = "{\"phone\": \"+15555550177\", \"agree\": true, \"version\": 1}";
        var sent = http.post(path + "/submissions", null, filledIn, "Origin", site);
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.header("Access-Control-Allow-Origin")).isEqualTo(site);
        assertThat(http.post(path + "/submissions", null, filledIn, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(http.get(cedar + "/consents/sms/+15555550177", ADMIN)
                                .body()
                                .get("status")
                                .stringValue())
                        .isEqualTo("PENDING"));

        JsonNode changes = http.get(cedar + "/settings/history", ADMIN).body().get("changes");
        assertThat(changes.size()).isEqualTo(1);
        assertThat(changes.get(0).get("changedBy").stringValue()).isEqualTo("operations");
        assertThat(changes.get(0).get("fields").get(0).get("field").stringValue())
                .isEqualTo("optInForms");
    }

    @Test
    void anotherTenantsDataIsNotThere() {
        http.put("/v1/tenants/other/customers/c-1", ADMIN, "{\"name\": \"Ann\"}");

        var foreign = http.get("/v1/tenants/other/customers/c-1", OFFICE);
        var unknown = http.get(ACME + "/customers/nobody", OFFICE);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.response().body().replace("other/customers/c-1", "x"))
                .isEqualTo(unknown.response().body().replace("acme/customers/nobody", "x"));
        assertThat(http.get("/v1/tenants/other/consents/sms/+15555550123", OFFICE)
                        .status())
                .isEqualTo(404);
        assertThat(http.put("/v1/tenants/other/settings", OFFICE, "{}").status())
                .isEqualTo(404);
    }

    @Test
    void keysAndRolesAreAskedFor() {
        var nobody = http.get(ACME + "/settings", null);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(nobody.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(http.get(ACME + "/settings", "wrong").status()).isEqualTo(401);
        assertThat(http.get(ACME + "/settings", CAMPAIGN).status()).isEqualTo(403);
        assertThat(http.get("/actuator/prometheus", OFFICE).status()).isEqualTo(403);
        assertThat(http.get("/actuator/prometheus", ADMIN).status()).isEqualTo(200);
    }

    @Test
    void listIsAnsweredRowByRowAndChangesNothingWhenItIsSentAgain() {
        var list = new StringBuilder();
        for (int row = 1; row <= 2_000; row++) {
            String number = row == 7 ? "123" : "+1415556" + (1000 + row);
            list.append(
                    "{\"customerId\": \"row-%d\", \"name\": \"Row %d\", \"contactMethods\": [{\"type\": \"MOBILE\", \"value\": \"%s\"}]}%n"
                            .formatted(row, row, number));
        }
        String path =
                ACME + "/customers:import?list=crm-1&takenAt=" + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String[] ndjson = {"Content-Type", "application/x-ndjson"};

        List<String> answers = http.post(path, OFFICE, list.toString(), ndjson)
                .response()
                .body()
                .lines()
                .toList();
        List<String> again = http.post(path, OFFICE, list.toString(), ndjson)
                .response()
                .body()
                .lines()
                .toList();

        assertThat(answers).hasSize(2_001);
        assertThat(answers.getLast())
                .isEqualTo(
                        "{\"summary\":{\"complete\":true,\"rows\":2000,\"outcomes\":{\"CREATED\":1999,\"REJECTED\":1}}}");
        assertThat(answers.get(6)).startsWith("{\"row\":7,\"outcome\":\"REJECTED\",\"problem\":\"invalid-fields\"");
        assertThat(again.getLast())
                .isEqualTo(
                        "{\"summary\":{\"complete\":true,\"rows\":2000,\"outcomes\":{\"REJECTED\":1,\"REPEATED\":1999}}}");
        Http.Answer last = http.get(ACME + "/customers/row-2000", OFFICE);
        assertThat(last.body().get("revision").intValue()).isEqualTo(1);
        assertThat(last.body().get("changedBy").stringValue()).isEqualTo("front desk, list crm-1 row 2000");
    }

    @Test
    void everyErrorIsAProblem() {
        assertProblem(http.get("/nowhere", OFFICE), 404, "not-found");
        assertProblem(http.send("DELETE", ACME + "/settings", OFFICE, null), 405, "method-not-allowed");
        assertProblem(
                http.put(ACME + "/settings", OFFICE, "x", "Content-Type", "text/plain"), 415, "unsupported-content");
        assertProblem(http.put(ACME + "/settings", OFFICE, "[1]"), 400, "invalid-request");
        assertProblem(http.put(ACME + "/settings", OFFICE, "{"), 400, "invalid-request");
        assertProblem(http.put(ACME + "/settings", OFFICE, " ".repeat(300_000)), 413, "too-large");
        assertProblem(http.get(ACME + "/consents/sms/5555550123", OFFICE), 400, "invalid-fields");
        assertProblem(http.get(ACME + "/consents/sms/+15555550123/history?limit=x", OFFICE), 400, "invalid-fields");
        assertProblem(http.send("PATCH", ACME + "/customers/nobody", OFFICE, "{\"name\": \"x\"}"), 404, "not-found");
    }

    @Test
    void whatCannotBeUsedGoesToTheDeadLettersAndTheLaneGoesOn(CapturedOutput output) {
        String number = "+15555550105";
        int before = values(PrivateTopic.CONSENT_DEAD_LETTER.name()).size();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var junk = "STOP, but not as an event".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(EventTopic.TEXT_RECEIVED.name(), "acme:" + number, junk));
            byte[] foreign = EventSerde.<TextReceived>configured(SERDES)
                    .serializer()
                    .serialize(EventTopic.TEXT_RECEIVED.name(), Texts.of("d0", TextMeaning.OPT_OUT, 1));
            producer.send(new ProducerRecord<>(EventTopic.TEXT_RECEIVED.name(), "acme:" + number, foreign));
        }
        text(number, "d1", TextMeaning.OPT_OUT, 10);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(values(EventTopic.CONSENT_CHANGED, "acme:" + number))
                        .hasSize(1));
        assertThat(values(PrivateTopic.CONSENT_DEAD_LETTER.name())).hasSize(before + 2);
        assertThat(http.get("/actuator/prometheus", ADMIN).response().body())
                .as("metrics")
                .contains("greenlight_dead_letters_total{lane=\"consent-service\"}")
                .contains("greenlight_consent_decisions_total{outcome=\"REVOKED\"}")
                .contains("greenlight_webhook_to_ledger_seconds_bucket");
        assertThat(output.getAll()).doesNotContain("555555").doesNotContain("STOP, but");
    }

    /** None of Kafka's defaults that matter is left to chance; read back from the clients that run. */
    @Test
    void clientsRunWithTheReviewedSettings() throws IOException {
        List<String> reviewed;
        try (var table = Objects.requireNonNull(getClass().getResourceAsStream("/client-settings.txt"))) {
            reviewed = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
        List<RecordingClients.Created> created = ((RecordingClients) clients).created();
        assertThat(reviewed).isNotEmpty().allSatisfy(line -> {
            String[] parts = line.split("\\s+", 4);
            List<Map<String, ?>> meant = parts[1].equals("streams")
                    ? lanes.stream()
                            .filter(lane -> lane.applicationId().equals(parts[0]))
                            .<Map<String, ?>>map(StreamsLane::settings)
                            .toList()
                    : created.stream()
                            .filter(client -> client.role().equals(parts[1]))
                            .filter(client -> client.clientId().startsWith(parts[0] + "-one-"))
                            .<Map<String, ?>>map(RecordingClients.Created::configuration)
                            .toList();
            assertThat(meant).as(line).isNotEmpty();
            assertThat(meant)
                    .as(line)
                    .allSatisfy(settings ->
                            assertThat(String.valueOf(settings.get(parts[2]))).isEqualTo(parts[3]));
        });
    }

    private static void assertProblem(Http.Answer answer, int status, String slug) {
        assertThat(answer.status()).as(slug).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(slug).isEqualTo("application/problem+json");
        assertThat(answer.body().get("type").stringValue()).isEqualTo("https://greenlight.dev/problems/" + slug);
    }

    private static void text(String number, String messageId, TextMeaning meaning, long second) {
        send("acme", number, messageId, meaning, second);
    }

    private static void send(String tenant, String number, String messageId, TextMeaning meaning, long second) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()),
                new StringSerializer(),
                EventSerde.<TextReceived>configured(SERDES).serializer())) {
            producer.send(new ProducerRecord<>(
                    EventTopic.TEXT_RECEIVED.name(),
                    tenant + ":" + number,
                    Texts.from(tenant, number, messageId, meaning, second)));
        }
    }

    private static <T extends SpecificRecord> List<T> values(EventTopic<T> topic, String key) {
        var reader = EventSerde.<T>configured(SERDES).deserializer();
        return values(topic.name()).stream()
                .filter(record -> record.key().equals(key))
                .map(record -> reader.deserialize(topic.name(), record.value()))
                .toList();
    }

    /** Everything committed on a topic. */
    private static List<ConsumerRecord<String, byte[]>> values(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(settings, FactKeys.strings().deserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static void addKey(
            DynamicPropertyRegistry settings, int index, String name, String key, String tenant, String role) {
        String prefix = "greenlight.security.api-keys[" + index + "].";
        settings.add(prefix + "name", () -> name);
        settings.add(prefix + "sha256", () -> RealBroker.sha256(key));
        settings.add(prefix + "tenant", () -> tenant);
        settings.add(prefix + "roles[0]", () -> role);
    }
}
