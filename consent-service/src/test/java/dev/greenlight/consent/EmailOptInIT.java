package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.consent.Http.Answer;
import dev.greenlight.consent.RunningService.Key;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.EventTopic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** Asked by email and answered by the link, through HTTP, a real broker and back, with the real rules for who may. */
class EmailOptInIT {

    private static final int PARTITIONS = 2;
    private static final String OFFICE = "office-key-of-acme";
    private static final String CAMPAIGN = "campaign-key-of-acme";
    private static final String ACME = "/v1/tenants/acme";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SITE = "https://www.acme.example";
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
                new Key("front desk", OFFICE, "acme", "office"), new Key("newsletter", CAMPAIGN, "acme", "campaign"));
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
    void officeAsksThePersonAgreesAndTheHistoryShowsAllButTheLink() {
        Answer asked =
                http.post(consent("ann@example.com") + "/opt-in-requests", OFFICE, "{\"source\": \"TECHNICIAN\"}");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(status("ann@example.com")).isEqualTo("PENDING");
        String link = linkFor("ann@example.com");

        assertThat(http.send("GET", link, null, null).status()).isEqualTo(200);
        assertThat(status("ann@example.com")).isEqualTo("PENDING");
        assertThat(http.post(link, null, "answer=yes", "Content-Type", FORM).status())
                .isEqualTo(200);
        assertThat(status("ann@example.com")).isEqualTo("OPTED_IN");

        JsonNode entries = await().atMost(SOON)
                .until(
                        () -> http.get(consent("ann@example.com") + "/history", OFFICE)
                                .body()
                                .path("entries"),
                        found -> found.size() == 2);
        assertThat(entries.get(1).at("/email/act").stringValue()).isEqualTo("AGREE");
        assertThat(entries.get(1).at("/email/ipAddress").stringValue()).isNotEmpty();
        assertThat(entries.get(0).at("/link/commitments").has("email.confirmUrl"))
                .isTrue();
        assertThat(entries.toString()).doesNotContain("/email-opt-in/");
    }

    @Test
    void whoUnsubscribedComesBackByAFormAndTheLinkAlone() {
        String bob = "bob@example.com";
        http.put(ACME + "/email-suppressions/" + bob, OFFICE, "{\"reason\": \"UNSUBSCRIBE\"}");
        assertThat(http.post(consent(bob) + "/opt-in-requests", OFFICE, "{\"source\": \"WEB_FORM\"}")
                        .status())
                .isEqualTo(409);
        http.send(
                "PATCH",
                ACME + "/settings",
                OFFICE,
                "{\"optInForms\": [{\"name\": \"News\", \"disclosure\": \"Send me email.\", \"channel\": \"EMAIL\","
                        + " \"allowedOrigins\": [\"" + SITE + "\"]}]}",
                "Content-Type",
                "application/merge-patch+json");
        String form = ACME + "/opt-in-forms/"
                + http.get(ACME + "/settings", OFFICE)
                        .body()
                        .at("/optInForms/0/formId")
                        .stringValue();
        await().atMost(SOON).until(() -> http.get(form + "/snippet", OFFICE).status() == 200);
        String filledIn = "email=bob%40example.com&agree=yes&version=1";
        assertThat(http.post(form + "/submissions", null, filledIn, "Content-Type", FORM, "Origin", SITE)
                        .status())
                .isEqualTo(202);
        String link = linkFor(bob);
        assertThat(status(bob)).isEqualTo("OPTED_OUT");

        assertThat(http.post(link, null, "answer=yes", "Content-Type", FORM).status())
                .isEqualTo(200);
        assertThat(status(bob)).isEqualTo("OPTED_IN");
        assertThat(http.get(ACME + "/email-suppressions/" + bob, OFFICE)
                        .body()
                        .get("suppressed")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void onlyTheOfficeAsks() {
        String wish = "{\"source\": \"OFFICE\"}";
        assertThat(http.post(consent("eve@example.com") + "/opt-in-requests", CAMPAIGN, wish)
                        .status())
                .isEqualTo(403);
        assertThat(http.post(consent("eve@example.com").replace("acme", "bolt") + "/opt-in-requests", OFFICE, wish)
                        .status())
                .isEqualTo(404);
        assertThat(http.post("/email-opt-in/none", null, "answer=yes", "Content-Type", FORM)
                        .status())
                .isEqualTo(404);
    }

    private static String consent(String email) {
        return ACME + "/consents/email/" + email;
    }

    private static String status(String email) {
        return http.get(consent(email), OFFICE).body().get("status").stringValue();
    }

    /** As the sender of the email finds it in the ledger. */
    private static String linkFor(String email) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.getBrokersAsString(),
                "group.id",
                "sender-" + email,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        List<String> links = new ArrayList<>();
        try (var ledger = new KafkaConsumer<>(
                settings,
                new StringDeserializer(),
                EventSerde.<ConsentChanged>configured(Map.of(EventSerde.REGISTRY_URL, registry.url()))
                        .deserializer())) {
            ledger.subscribe(List.of(EventTopic.CONSENT_CHANGED.name()));
            await().atMost(SOON).until(() -> {
                ledger.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.value().getAddress().equals(email)
                            && record.value().getOutcome() == ConsentOutcome.REQUESTED) {
                        links.add(Objects.requireNonNull(record.value().getEmail())
                                .getConfirmUrl());
                    }
                });
                return !links.isEmpty();
            });
        }
        return URI.create(links.getFirst()).getRawPath();
    }
}
