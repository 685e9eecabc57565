package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.RunningService.Key;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** The suppression list and the links to unsubscribe on a real broker, with the real rules for who may do what. */
class EmailSuppressionIT {

    private static final int PARTITIONS = 2;
    private static final String OFFICE = "office-key-of-acme";
    private static final String CAMPAIGN = "campaign-key-of-acme";
    private static final String ADMIN = "admin-key-of-everybody";
    private static final String ACME = "/v1/tenants/acme";
    private static final String LIST = ACME + "/email-suppressions";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration SOON = Duration.ofSeconds(20);

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
                new Key("front desk", OFFICE, "acme", "office"),
                new Key("newsletter", CAMPAIGN, "acme", "campaign"),
                new Key("operations", ADMIN, "*", "admin"));
        service = RunningService.start(
                        "one",
                        folder,
                        broker,
                        registry,
                        keys,
                        "--greenlight.unsubscribe.public-url=https://mail.example.com",
                        "--greenlight.unsubscribe.keys[0].id=1",
                        "--greenlight.unsubscribe.keys[0].secret=" + "0a".repeat(32))
                .awaitReady();
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
        registry.close();
        broker.destroy();
    }

    @Test
    void linkUnsubscribesWithoutAKeyAndNobodyAtTheCompanyUndoesIt() {
        String path = linkFor("ann+offers@example.com");

        var shown = http.get(path, null);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Set-Cookie")).isEmpty();
        assertThat(suppressionOf("ann+offers@example.com").get("suppressed").booleanValue())
                .isFalse();

        for (int i = 0; i < 2; i++) {
            var done = http.post(path, null, ONE_CLICK, "Content-Type", FORM);
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.header("Set-Cookie")).isEmpty();
            assertThat(done.response().body()).contains("You are unsubscribed");
        }
        assertThat(suppressionOf("ann+offers@example.com").get("reason").stringValue())
                .isEqualTo("UNSUBSCRIBE");
        for (String key : new String[] {OFFICE, ADMIN}) {
            assertProblem(
                    http.send("DELETE", LIST + "/ann+offers@Example.com", key, null), 409, "only-the-person-lifts");
        }
        await().atMost(SOON).untilAsserted(() -> {
            var history = http.get(ACME + "/consents/email/ann+offers@example.com/history", CAMPAIGN)
                    .body();
            assertThat(history.get("entries")).hasSize(4);
            assertThat(history.at("/entries/0/email/act").stringValue()).isEqualTo("UNSUBSCRIBE");
            assertThat(history.at("/entries/0/email/list").stringValue()).isEqualTo("newsletter");
            assertThat(history.at("/entries/3/outcome").stringValue()).isEqualTo("REFUSED");
        });
    }

    @Test
    void formOfTheOtherKindReachesTheServiceUnread() {
        String body = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        String path = linkFor("bob@example.com");

        assertThat(http.post(
                                path,
                                null,
                                body.replace("One-Click", "No"),
                                "Content-Type",
                                "multipart/form-data; boundary=b")
                        .status())
                .isEqualTo(400);
        assertThat(http.post(path, null, body, "Content-Type", "multipart/form-data; boundary=b")
                        .status())
                .isEqualTo(200);
        assertThat(suppressionOf("bob@example.com").get("reason").stringValue()).isEqualTo("UNSUBSCRIBE");
    }

    @Test
    void wrongTokenIsToldNothing() {
        var wrong = http.post("/unsubscribe/none", null, ONE_CLICK, "Content-Type", FORM);

        assertThat(wrong.status()).isEqualTo(404);
        assertThat(wrong.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void officeSuppressesAndLiftsAndARepeatedRequestChangesNothing() {
        String carl = LIST + "/carl@example.com";
        String bounce = "{\"reason\":\"BOUNCE\",\"note\":\"mailbox full\"}";
        assertThat(outcome(http.put(carl, OFFICE, bounce, "Idempotency-Key", "b1")))
                .isEqualTo("UPDATED");
        assertThat(outcome(http.send("DELETE", carl, OFFICE, null, "Idempotency-Key", "b2")))
                .isEqualTo("UPDATED");
        assertThat(outcome(http.put(carl, OFFICE, bounce, "Idempotency-Key", "b1")))
                .isEqualTo("REPEATED");
        assertThat(suppressionOf("carl@example.com").get("suppressed").booleanValue())
                .isFalse();

        assertThat(outcome(http.put(carl, OFFICE, "{\"reason\":\"NEVER_EMAIL\"}")))
                .isEqualTo("UPDATED");
        assertProblem(http.send("DELETE", carl, OFFICE, null), 409, "only-an-admin-lifts");
        assertThat(outcome(http.send("DELETE", carl, ADMIN, null))).isEqualTo("UPDATED");
    }

    @Test
    void listIsAnsweredAddressByAddress() {
        var answers = http.post(
                        LIST + ":suppress",
                        OFFICE,
                        "{\"reason\":\"MANUAL_UNSUBSCRIBE\",\"emails\":[\"d1@example.com\",\"none\",\"d2@example.com\"]}")
                .body()
                .get("answers");

        assertThat(answers.findValuesAsString("outcome")).containsExactly("UPDATED", "REJECTED", "UPDATED");
        assertThat(http.post(LIST + ":unsuppress", OFFICE, "{\"emails\":[\"d1@example.com\"]}")
                        .body()
                        .at("/answers/0/outcome")
                        .stringValue())
                .isEqualTo("UPDATED");
        assertThat(suppressionOf("d2@example.com").get("reason").stringValue()).isEqualTo("MANUAL_UNSUBSCRIBE");
    }

    @Test
    void whoMayDoWhat() {
        String links = "{\"emails\":[\"eve@example.com\"]}";

        assertThat(http.post(LIST + ":links", null, links).status()).isEqualTo(401);
        assertThat(http.post(LIST + ":links", CAMPAIGN, links).status()).isEqualTo(200);
        assertProblem(http.post("/v1/tenants/bolt/email-suppressions:links", CAMPAIGN, links), 404, "not-found");
        assertProblem(http.put(LIST + "/eve@example.com", CAMPAIGN, "{\"reason\":\"BOUNCE\"}"), 403, "forbidden");
        assertProblem(http.get("/v1/tenants/bolt/email-suppressions/eve@example.com", OFFICE), 404, "not-found");
        assertThat(http.get(ACME + "/consents/email/eve@example.com", CAMPAIGN).status())
                .isEqualTo(200);
    }

    private String linkFor(String email) {
        var links = http.post(LIST + ":links", CAMPAIGN, "{\"list\":\"newsletter\",\"emails\":[\"" + email + "\"]}");
        return URI.create(links.body().at("/links/0/url").stringValue()).getRawPath();
    }

    private JsonNode suppressionOf(String email) {
        return http.get(LIST + "/" + email, OFFICE).body();
    }

    private static String outcome(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().get("outcome").stringValue();
    }

    private static void assertProblem(Http.Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("type").stringValue()).endsWith("/" + type);
    }
}
