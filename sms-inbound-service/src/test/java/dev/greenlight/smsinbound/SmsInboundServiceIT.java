package dev.greenlight.smsinbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.util.ReflectionTestUtils;

/** The whole service against a real broker: what is answered, and what is on the log by then. */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class SmsInboundServiceIT {

    private static final int PARTITIONS = 3;
    private static final String TOKEN = "12345";
    private static final String SENDER = "+14158675309";
    private static final String OURS = "+18005551212";
    private static final String PUBLIC_URL = "https://sms.example.test/gateways";
    private static final String ADMIN_KEY = "an-admin-key-for-tests";
    private static final String ADMIN_KEY_SHA256 = SignedCalls.sha256Hex(ADMIN_KEY);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
    private static InProcessRegistry registry;
    private static ConfigurableApplicationContext service;
    private static String address;

    @BeforeAll
    static void start() {
        BROKER.brokerProperty("auto.create.topics.enable", "false");
        BROKER.afterPropertiesSet();
        registry = new InProcessRegistry().registerAll();
        try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            TopicProvisioning.createOrVerify(admin, new Layout(PARTITIONS, (short) 1, 1));
        }
        service = SmsInboundServiceApplication.application().run(arguments());
        address = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        service.close();
        registry.close();
        BROKER.destroy();
    }

    @Test
    @Order(1)
    void signedStopIsOnTheLogBeforeItIsAnswered(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = post(twilio("SM1", "Stop.", "&OptOutType=STOP"));
        Instant answered = Instant.now();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
        assertThat(answer.body()).endsWith("<Response/>");
        List<ConsumerRecord<String, TextReceived>> log = log();
        assertThat(log).hasSize(1);
        ConsumerRecord<String, TextReceived> record = log.getFirst();
        assertThat(record.key()).isEqualTo("acme:" + SENDER);
        assertThat(new String(record.headers().lastHeader(EventHeaders.BEGAN_AT).value(), StandardCharsets.UTF_8))
                .isEqualTo(Long.toString(record.value().getPublishedAt().toEpochMilli()));
        assertThat(record.value().getEventId()).isEqualTo("twilio:SM1");
        assertThat(record.value().getTenant()).isEqualTo("acme");
        assertThat(record.value().getFrom()).isEqualTo(SENDER);
        assertThat(record.value().getTo()).isEqualTo(OURS);
        assertThat(record.value().getText()).isEqualTo("Stop.");
        assertThat(record.value().getMeaning()).isEqualTo(TextMeaning.OPT_OUT);
        assertThat(record.value().getKeyword()).isEqualTo("STOP");
        assertThat(record.value().getGatewayHint()).isEqualTo(GatewayHint.STOP);
        assertThat(record.value().getGatewayReplied()).isTrue();
        assertThat(record.value().getReceivedAtSource()).isEqualTo(TimeSource.GREENLIGHT);
        assertThat(record.value().getPublishedAt()).isBeforeOrEqualTo(answered);
        assertNothingPersonal(output);
    }

    @Test
    @Order(2)
    void repeatedDeliveryIsAnsweredAsTheFirstAndCarriesTheSameId() throws Exception {
        HttpRequest delivery = twilio("SM2", "START", "");
        int before = log().size();

        assertThat(post(delivery).statusCode()).isEqualTo(200);
        assertThat(post(delivery).statusCode()).isEqualTo(200);

        assertThat(log().subList(before, before + 2))
                .extracting(record -> record.value().getEventId())
                .containsOnly("twilio:SM2");
    }

    @Test
    @Order(3)
    void whatIsNotVerifiedAllGetsTheSameAnswerAndLeavesNoTrace(CapturedOutput output) throws Exception {
        int before = log().size();

        HttpResponse<String> wrongSignature = post(form(
                "/webhooks/twilio/acme",
                SignedCalls.twilioForm("SM3", SENDER, OURS, "STOP"),
                "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        HttpResponse<String> unknownTenant =
                post(signedForm("/webhooks/twilio/nobody", SignedCalls.twilioForm("SM4", SENDER, OURS, "STOP")));
        HttpResponse<String> foreignNumber = post(
                signedForm("/webhooks/twilio/acme", SignedCalls.twilioForm("SM5", SENDER, "+18005550000", "STOP")));
        HttpResponse<String> otherTenantsNumber = post(
                signedForm("/webhooks/twilio/acme", SignedCalls.twilioForm("SM6", SENDER, "+18005559999", "STOP")));
        HttpResponse<String> noSignature = post(HttpRequest.newBuilder(URI.create(address + "/webhooks/generic/acme"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(List.of(wrongSignature, unknownTenant, foreignNumber, otherTenantsNumber, noSignature))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(403);
                    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                    assertThat(withoutInstance(answer.body())).isEqualTo(withoutInstance(wrongSignature.body()));
                    assertThat(answer.body()).contains("https://greenlight.dev/problems/unverified");
                });
        assertThat(log()).hasSize(before);
        assertNothingPersonal(output);
    }

    @Test
    @Order(4)
    void genericTextCarriesTheGatewaysOwnTime() throws Exception {
        int before = log().size();
        String receivedAt = "2026-01-15T12:00:00.250-05:00";

        HttpResponse<String> accepted = post(generic("""
                {"id":"g-1","from":"%s","to":"%s","text":"arrêt","receivedAt":"%s"}""".formatted(SENDER, OURS, receivedAt)));
        HttpResponse<String> ignored = post(generic("""
                {"id":"g-2","from":"%s","to":"%s","text":"see you at five"}""".formatted(SENDER, OURS)));

        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(accepted.body()).isEqualTo("{\"status\":\"accepted\"}");
        assertThat(ignored.statusCode()).isEqualTo(200);
        assertThat(ignored.body()).isEqualTo("{\"status\":\"ignored\"}");
        assertThat(log()).hasSize(before + 1);
        TextReceived event = log().getLast().value();
        assertThat(event.getEventId()).isEqualTo("generic:g-1");
        assertThat(event.getReceivedAt()).isEqualTo(Instant.parse("2026-01-15T17:00:00.250Z"));
        assertThat(event.getReceivedAtSource()).isEqualTo(TimeSource.GATEWAY);
    }

    @Test
    @Order(5)
    void everythingThatIsNotAWebhookIsAProblem() throws Exception {
        assertProblem(get("/webhooks/nobody/acme", null), 404, "unknown-gateway");
        assertProblem(get("/", null), 404, "not-found");
        assertProblem(get("/v1/tenants/acme", null), 404, "not-found");
        assertProblem(get("/error", null), 404, "not-found");
        assertProblem(get("/webhooks/generic/acme", null), 405, "method-not-allowed");
        assertProblem(post(form("/webhooks/generic/acme", "a=b", "")), 415, "unsupported-content");
        assertProblem(post(signedForm("/webhooks/twilio/acme", "a=" + "b".repeat(70_000))), 413, "too-large");
        assertProblem(post(signedForm("/webhooks/twilio/acme", "a=b&".repeat(1_001))), 413, "too-large");
        assertProblem(post(signedForm("/webhooks/twilio/acme", "Body=STOP")), 400, "missing-fields");
        assertProblem(get("/actuator/prometheus", null), 401, "unauthorized");
        assertProblem(get("/actuator/prometheus", "not-the-key"), 401, "unauthorized");
        assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void administratorSeesWhatWasCounted() throws Exception {
        post(signedForm("/webhooks/twilio/acme", SignedCalls.twilioForm("SM7", "ACME", OURS, "STOP")));

        HttpResponse<String> metrics = get("/actuator/prometheus", ADMIN_KEY);

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("greenlight_webhook_requests_total{gateway=\"twilio\",result=\"accepted\"}")
                .contains("greenlight_webhook_requests_total{gateway=\"twilio\",result=\"ignored-sender\"} 1.0")
                .contains("greenlight_webhook_signature_failures_total{gateway=\"twilio\"}")
                .doesNotContain(SENDER);
    }

    @Test
    @Order(7)
    void settingsOfTheRunningProducerAreTheReviewedOnes() throws Exception {
        ProducerFactory<?, ?> factory = service.getBean(ProducerFactory.class);
        Object kafkaProducer = requireNonNull(ReflectionTestUtils.getField(factory.createProducer(), "delegate"));
        var config = (ProducerConfig) requireNonNull(ReflectionTestUtils.getField(kafkaProducer, "producerConfig"));
        var reviewed = new Properties();
        try (var table = getClass().getResourceAsStream("/producer-settings.properties")) {
            reviewed.load(table);
        }

        assertThat(reviewed).isNotEmpty();
        reviewed.stringPropertyNames()
                .forEach(name -> assertThat(String.valueOf(config.values().get(name)))
                        .as(name)
                        .isEqualTo(reviewed.getProperty(name)));
        long longest = config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)
                + config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        assertThat(longest).as("what a gateway waits for an answer").isLessThanOrEqualTo(5_000);
    }

    @Test
    @Order(7)
    void serviceDoesNotStartOnTopicsThatDiffer(CapturedOutput output) {
        String[] arguments = arguments();
        arguments[3] = "--greenlight.partitions=7";

        assertThatException()
                .isThrownBy(() -> SmsInboundServiceApplication.application().run(arguments));

        assertThat(output.getAll()).contains("sms.text-received has 3 partitions instead of 7");
    }

    @Test
    @Order(7)
    void serviceDoesNotStartWithoutItsSchema(CapturedOutput output) {
        try (var empty = new InProcessRegistry()) {
            String[] arguments = arguments();
            arguments[2] = "--spring.kafka.properties.schema.registry.url=" + empty.url();

            assertThatException()
                    .isThrownBy(() -> SmsInboundServiceApplication.application().run(arguments));
        }

        assertThat(output.getAll()).contains("The schema of sms.text-received is not in the registry");
    }

    @Test
    @Order(8)
    void requestInFlightIsAnsweredBeforeTheServiceEnds() throws Exception {
        try (var other = SmsInboundServiceApplication.application().run(arguments());
                var socket = new Socket(
                        "127.0.0.1", other.getEnvironment().getRequiredProperty("local.server.port", Integer.class))) {
            String form = SignedCalls.twilioForm("SM9", SENDER, OURS, "STOP");
            OutputStream request = socket.getOutputStream();
            request.write(("POST /webhooks/twilio/acme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Expect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                            + form.length()
                            + "\r\nX-Twilio-Signature: "
                            + SignedCalls.twilioSignature(TOKEN, PUBLIC_URL + "/webhooks/twilio/acme", form)
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            request.flush();
            String goOn = new String(
                    socket.getInputStream().readNBytes("HTTP/1.1 100 \r\n\r\n".length()), StandardCharsets.US_ASCII);
            assertThat(goOn).as("said when the call has begun").startsWith("HTTP/1.1 100");

            Thread closing = Thread.ofVirtual().start(other::close);
            await().until(() -> refusesConnections(other));
            request.write(form.getBytes(StandardCharsets.US_ASCII));
            request.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            closing.join();

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("<Response/>");
            assertThat(log()).extracting(record -> record.value().getEventId()).contains("twilio:SM9");
        }
    }

    @Test
    @Order(8)
    void bodyThatDoesNotComeEndsTheWait() throws Exception {
        String[] arguments = Arrays.copyOf(arguments(), arguments().length + 1);
        arguments[arguments.length - 1] = "--server.tomcat.connection-timeout=300ms";
        try (var other = SmsInboundServiceApplication.application().run(arguments);
                var socket = new Socket(
                        "127.0.0.1", other.getEnvironment().getRequiredProperty("local.server.port", Integer.class))) {
            socket.getOutputStream()
                    .write(("POST /webhooks/twilio/acme HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nBody=")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 503")
                    .contains("https://greenlight.dev/problems/request-timeout");
        }
    }

    /** Last: there is no broker after it. */
    @Test
    @Order(9)
    void unreachableLogIsAnsweredInTimeAndAsksForARepeat(CapturedOutput output) throws Exception {
        BROKER.destroy();
        Instant asked = Instant.now();

        HttpResponse<String> answer = post(twilio("SM8", "STOP", ""));

        assertProblem(answer, 503, "log-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(6));
        assertNothingPersonal(output);
    }

    private static boolean refusesConnections(ConfigurableApplicationContext context) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (var socket = new Socket("127.0.0.1", port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static String[] arguments() {
        return new String[] {
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
            "--spring.kafka.properties.schema.registry.url=" + registry.url(),
            "--greenlight.partitions=" + PARTITIONS,
            "--greenlight.instance-id=test",
            "--greenlight.sms-inbound.public-url=" + PUBLIC_URL,
            "--greenlight.sms-inbound.tenants.acme.numbers=" + OURS,
            "--greenlight.sms-inbound.tenants.acme.twilio.auth-tokens=an-older-one," + TOKEN,
            "--greenlight.sms-inbound.tenants.acme.generic.secrets=" + SignedCalls.GENERIC_SECRET,
            "--greenlight.sms-inbound.tenants.other.numbers=+18005559999",
            "--greenlight.security.api-keys[0].name=tests",
            "--greenlight.security.api-keys[0].tenant=*",
            "--greenlight.security.api-keys[0].roles=admin",
            "--greenlight.security.api-keys[0].sha256=" + ADMIN_KEY_SHA256
        };
    }

    private static HttpRequest twilio(String id, String body, String more) {
        return signedForm("/webhooks/twilio/acme", SignedCalls.twilioForm(id, SENDER, OURS, body) + more);
    }

    private static HttpRequest signedForm(String path, String form) {
        return form(path, form, SignedCalls.twilioSignature(TOKEN, PUBLIC_URL + path, form));
    }

    private static HttpRequest form(String path, String form, String signature) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", signature)
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private static HttpRequest generic(String body) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return HttpRequest.newBuilder(URI.create(address + "/webhooks/generic/acme"))
                .header("Content-Type", "application/json")
                .header("Greenlight-Timestamp", timestamp)
                .header("Greenlight-Signature", SignedCalls.genericSignature(timestamp, body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> post(HttpRequest request) throws Exception {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, @Nullable String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"https://greenlight.dev/problems/" + slug + "\"");
    }

    /** The problem names the path that was called, which the caller knows. */
    private static String withoutInstance(String problem) {
        return problem.replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    private static void assertNothingPersonal(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain("4158675309").doesNotContainIgnoringCase("stop.");
    }

    private static List<ConsumerRecord<String, TextReceived>> log() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "schema.registry.url", registry.url());
        try (var serde = EventSerde.<TextReceived>configured(settings);
                var consumer = new KafkaConsumer<>(settings, FactKeys.strings().deserializer(), serde.deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(EventTopic.TEXT_RECEIVED.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, TextReceived>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
