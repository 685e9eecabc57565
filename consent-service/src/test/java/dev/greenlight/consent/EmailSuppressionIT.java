package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.schemas.registry.InProcessRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The suppression list and the links to unsubscribe on a real broker, with the real rules for who may do what. */
@SpringBootTest(
        classes = {ConsentServiceApplication.class, EmailSuppressionIT.Broker.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=" + ConsentServiceApplication.CONFIG_NAME)
@DirtiesContext
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

    private static final EmbeddedKafkaKraftBroker BROKER = RealBroker.start(PARTITIONS);
    private static final InProcessRegistry REGISTRY = new InProcessRegistry().registerAll();

    @LocalServerPort
    private int port;

    private Http http;

    @TestConfiguration
    static class Broker {

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
        settings.add("greenlight.unsubscribe.public-url", () -> "https://mail.example.com");
        settings.add("greenlight.unsubscribe.keys[0].id", () -> 1);
        settings.add("greenlight.unsubscribe.keys[0].secret", () -> "0a".repeat(32));
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

    private static void addKey(
            DynamicPropertyRegistry settings, int index, String name, String key, String tenant, String role) {
        String prefix = "greenlight.security.api-keys[" + index + "].";
        settings.add(prefix + "name", () -> name);
        settings.add(prefix + "sha256", () -> RealBroker.sha256(key));
        settings.add(prefix + "tenant", () -> tenant);
        settings.add(prefix + "roles", () -> role);
    }
}
