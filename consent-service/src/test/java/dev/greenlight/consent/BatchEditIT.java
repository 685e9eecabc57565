package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.Http.Answer;
import dev.greenlight.consent.RunningService.Key;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** A batch edit of some thousand customers, with a restart of the service in the middle, and its undo. */
class BatchEditIT {

    private static final int PARTITIONS = 2;

    /** So many that each partition needs several steps. */
    private static final int CUSTOMERS = 4_000;

    private static final String OFFICE = "office-key-of-acme";
    private static final String ACME = "/v1/tenants/acme";
    private static final String EDITS = ACME + "/customer-batch-edits";
    private static final String STOPPED = "/consents/sms/+14155560000";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static EmbeddedKafkaKraftBroker broker;
    private static InProcessRegistry registry;
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        broker = RealBroker.start(PARTITIONS);
        registry = new InProcessRegistry().registerAll();
        service = startService();
    }

    @AfterAll
    static void stop() {
        service.close();
        registry.close();
        broker.destroy();
    }

    private static RunningService startService() throws IOException {
        var keys = List.of(new Key("front desk", OFFICE, "acme", "office"));
        return RunningService.start("one", folder, broker, registry, keys).awaitReady();
    }

    @Test
    void editGoesOnAfterARestartAndIsUndoneExceptWhereSomebodyHasSpokenSince() throws IOException {
        importCustomers();
        post(
                ACME + STOPPED + "/opt-outs",
                "{\"means\": \"CALL\", \"receivedAt\": \"2026-03-01T12:00:00Z\", \"evidence\": \"Called.\"}");
        JsonNode consent = get(ACME + STOPPED);
        assertThat(consent.path("status").stringValue()).isEqualTo("OPTED_OUT");

        String edit = EDITS
                + "/"
                + post(EDITS, "{\"selection\": {\"all\": true}, \"preferences\": [\"EMAIL_JOB_NOTIFICATIONS\"]}")
                        .at("/batchEdit/editId")
                        .stringValue();
        awaitState(edit, "PREVIEWED");
        assertThat(get(edit).at("/preview/changed").intValue()).isEqualTo(CUSTOMERS);
        assertThat(get(edit).at("/preview/loses/MOBILE_MARKETING_UPDATES").intValue())
                .isEqualTo(CUSTOMERS);
        assertThat(customersOf(edit)).hasSize(CUSTOMERS);
        assertThat(get(ACME + "/customers/c-1").get("revision").intValue()).isEqualTo(1);

        post(edit + ":apply", "");
        await().atMost(SOON).until(() -> get(edit).at("/progress/customers").intValue() > 0);
        service.close();
        service = startService();
        awaitState(edit, "APPLIED");
        assertThat(get(edit).at("/applied/changed").intValue()).isEqualTo(CUSTOMERS);
        for (int customer = 0; customer < CUSTOMERS; customer += 97) {
            JsonNode record = get(ACME + "/customers/c-" + customer);
            assertThat(record.get("revision").intValue()).isEqualTo(2);
            assertThat(preferences(record)).isEqualTo("-- -j");
        }

        // nothing changes, and yet it was said
        assertThat(service.http()
                        .send("PATCH", ACME + "/customers/c-97", OFFICE, """
                                {"contactMethods": [
                                  {"type": "MOBILE", "value": "+14155560097", "marketingUpdates": false},
                                  {"type": "EMAIL", "value": "c97@example.com"}]}""")
                        .body()
                        .path("outcome")
                        .stringValue())
                .isEqualTo("UNCHANGED");
        post(edit + ":undo", "");
        awaitState(edit, "UNDONE");

        assertThat(get(edit).at("/undone/restored").intValue()).isEqualTo(CUSTOMERS);
        assertThat(get(edit).at("/undone/kept").intValue()).isEqualTo(1);
        assertThat(preferences(get(ACME + "/customers/c-97"))).isEqualTo("-j mj");
        assertThat(preferences(get(ACME + "/customers/c-98"))).isEqualTo("mj mj");
        assertThat(customersOf(edit)).isEmpty();
        assertThat(get(ACME + STOPPED)).isEqualTo(consent);
    }

    private static void importCustomers() {
        var list = new StringBuilder();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            list.append(
                    "{\"customerId\": \"c-%1$d\", \"name\": \"C\", \"contactMethods\": [{\"type\": \"MOBILE\", \"value\": \"+1415556%1$04d\"}, {\"type\": \"EMAIL\", \"value\": \"c%1$d@example.com\"}]}%n"
                            .formatted(customer));
        }
        String path =
                ACME + "/customers:import?list=crm-1&takenAt=" + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Answer answer = service.http().post(path, OFFICE, list.toString(), "Content-Type", "application/x-ndjson");
        assertThat(answer.response().body()).endsWith("\"outcomes\":{\"CREATED\":" + CUSTOMERS + "}}}\n");
    }

    /** Of each contact method: m for marketing updates, j for job notifications. */
    private static String preferences(JsonNode customer) {
        List<String> preferences = customer.get("contactMethods")
                .valueStream()
                .map(method -> (method.get("marketingUpdates").booleanValue() ? "m" : "-")
                        + (method.get("jobNotifications").booleanValue() ? "j" : "-"))
                .toList();
        return String.join(" ", preferences);
    }

    private static Set<String> customersOf(String edit) {
        Set<String> customers = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = get(edit + "/customers?limit=500&cursor=" + cursor);
            page.get("customers")
                    .forEach(
                            customer -> customers.add(customer.get("customerId").stringValue()));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : page.get("nextCursor").stringValue();
        }
        return customers;
    }

    private static void awaitState(String edit, String state) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get(edit).get("state").stringValue()).isEqualTo(state));
    }

    private static JsonNode get(String path) {
        Answer answer = service.http().get(path, OFFICE);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode post(String path, String body) {
        Answer answer = service.http().post(path, OFFICE, body);
        assertThat(answer.status()).isBetween(200, 201);
        return answer.body();
    }
}
