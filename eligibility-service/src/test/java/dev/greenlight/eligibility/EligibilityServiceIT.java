package dev.greenlight.eligibility;

import static dev.greenlight.eligibility.topology.ExampleEvents.ADDRESS;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.Exclusion;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import dev.greenlight.schemas.topic.TopicsNotReadyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service against a real broker. */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class EligibilityServiceIT {

    private static final int PARTITIONS = 2;
    private static final String OFFICE_KEY = "the-office-of-acme";
    private static final String CAMPAIGN_KEY = "the-campaigns-of-acme";
    private static final String OTHER_KEY = "the-office-of-another-company";
    private static final String ADMIN_KEY = "the-administrator";
    private static final String NO_ROLE_KEY = "somebody-without-a-role";
    private static final String CONTACT = "acme:" + ADDRESS;
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final int FIRST_PORT = freePort();
    private static final int SECOND_PORT = freePort();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, PARTITIONS);

    @TempDir
    private static Path stateDirectory;

    private static InProcessRegistry registry;
    private static KafkaProducer<String, byte[]> producer;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
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
        service = EligibilityServiceApplication.application().run(arguments());
        await().atMost(SOON).until(() -> get("/actuator/health/readiness", null).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
        registry.close();
        BROKER.destroy();
    }

    @Test
    @Order(1)
    void aStartMakesAMemberAndTheAnswerSaysWhy() throws Exception {
        send(EventTopic.CUSTOMER_STATE, "acme:c-1", customer("c-1", 1).build());
        send(EventTopic.CONSENT_STATE, CONTACT, consent(1, ConsentStatus.OPTED_IN));

        await().atMost(SOON)
                .until(() -> !read(EventTopic.AUDIENCE_SMS_MARKETING).isEmpty());
        ConsumerRecord<String, AudienceMember> member =
                read(EventTopic.AUDIENCE_SMS_MARKETING).getFirst();
        assertThat(member.key()).isEqualTo("acme:c-1:" + ADDRESS);
        assertThat(member.value().getConsentEventId()).isEqualTo("entry-1");

        JsonNode answer = explain(CAMPAIGN_KEY, "acme", "%2B15555550123", "sms-marketing");
        assertThat(answer.at("/consent/status").stringValue()).isEqualTo("OPTED_IN");
        assertThat(answer.at("/audiences/0/eligible").booleanValue()).isTrue();
        assertThat(answer.at("/audiences/0/customers/0/customerId").stringValue())
                .isEqualTo("c-1");
        assertThat(answer.at("/audiences/0/customers/0/memberSince").stringValue())
                .isEqualTo("1970-01-01T00:16:41Z");
        assertThat(conditions(answer.at("/audiences/0/customers/0/conditions")))
                .containsExactly(
                        "on-customer-record passed",
                        "active-customer passed",
                        "mobile-number passed",
                        "marketing-updates-on passed",
                        "opted-in passed",
                        "do-not-mail-off passed",
                        "do-not-service-off passed");
    }

    @Test
    @Order(2)
    void aStopLeavesATombstoneAndTheReason() throws Exception {
        send(EventTopic.CONSENT_STATE, CONTACT, consent(2, ConsentStatus.OPTED_OUT));

        await().atMost(SOON).until(() -> read(EventTopic.MEMBERSHIP_CHANGED).size() == 2);
        assertThat(read(EventTopic.AUDIENCE_SMS_MARKETING).getLast().value()).isNull();
        MembershipChanged left = read(EventTopic.MEMBERSHIP_CHANGED).getLast().value();
        assertThat(left.getChange()).isEqualTo(MembershipChange.LEFT);
        assertThat(left.getExclusions()).containsExactly(Exclusion.OPTED_OUT);

        JsonNode answer = explain(OFFICE_KEY, "acme", "%2B15555550123", "sms-marketing");
        assertThat(answer.at("/audiences/0/eligible").booleanValue()).isFalse();
        JsonNode optedIn = answer.at("/audiences/0/customers/0/conditions/4");
        assertThat(optedIn.at("/outcome").stringValue()).isEqualTo("failed");
        assertThat(optedIn.at("/explanation").stringValue()).isEqualTo("The person said stop.");
        assertThat(optedIn.at("/exclusion").stringValue()).isEqualTo("OPTED_OUT");
        assertThat(optedIn.at("/setBy/eventId").stringValue()).isEqualTo("entry-2");
        assertThat(optedIn.at("/setBy/by").stringValue()).isEqualTo("text STOP through twilio");
        assertThat(answer.at("/audiences/0/customers/0/memberSince").isMissingNode())
                .isTrue();
    }

    @Test
    @Order(3)
    void anUnknownAddressIsNotEligibleAndEveryConditionIsListed() throws Exception {
        JsonNode answer = explain(OFFICE_KEY, "acme", "%2B15555550000", null);

        assertThat(answer.at("/consent/status").stringValue()).isEqualTo("NEVER_ASKED");
        assertThat(answer.at("/audiences/0/audience").stringValue()).isEqualTo("sms-marketing");
        assertThat(answer.at("/audiences/0/eligible").booleanValue()).isFalse();
        assertThat(answer.at("/audiences/0/customers").isEmpty()).isTrue();
        assertThat(conditions(answer.at("/audiences/0/conditions")))
                .containsExactly(
                        "on-customer-record failed",
                        "active-customer not-known",
                        "mobile-number not-known",
                        "marketing-updates-on not-known",
                        "opted-in failed",
                        "do-not-mail-off not-known",
                        "do-not-service-off not-known");
    }

    @Test
    @Order(3)
    void officeListsItsPhoneNumbersByStatus() throws Exception {
        HttpResponse<String> list = get("/v1/tenants/acme/phone-numbers?status=OPTED_OUT", OFFICE_KEY);

        assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
        assertThat(JSON.readTree(list.body())).isEqualTo(JSON.readTree("""
                        {
                          "numbers": [
                            {
                              "number": "+15555550123",
                              "status": "OPTED_OUT",
                              "optOutScope": "ALL",
                              "since": "1970-01-01T00:16:42Z",
                              "setBy": "text STOP through twilio",
                              "customers": [
                                {"customerId": "c-1", "contactMethodId": "m-1", "mobile": true, "marketingUpdates": true}
                              ]
                            }
                          ],
                          "counts": {
                            "BLOCKED_AT_GATEWAY": 0, "NEVER_ASKED": 0, "ON_HOLD": 0, "OPTED_IN": 0, "OPTED_OUT": 1,
                            "PENDING": 0, "UNKNOWN": 0
                          }
                        }
                        """));
        assertThat(everyNumber(FIRST_PORT, "/v1/tenants/acme/phone-numbers?q=1555"))
                .containsExactly("+15555550123");
        assertThat(everyNumber(FIRST_PORT, "/v1/tenants/acme/phone-numbers?q=%2B1212"))
                .isEmpty();
        assertThat(get("/v1/tenants/acme/phone-numbers", CAMPAIGN_KEY).statusCode())
                .isEqualTo(403);
        assertThat(get("/v1/tenants/acme/phone-numbers", OTHER_KEY).statusCode())
                .isEqualTo(404);
        for (String wrong : List.of("status=opted_in", "q=12a", "limit=0", "limit=201", "cursor=x")) {
            assertProblem(get("/v1/tenants/acme/phone-numbers?" + wrong, OFFICE_KEY), 400, "bad-phone-number-query");
        }
    }

    @Test
    @Order(4)
    void anotherCompanysDataLooksLikeNothing() throws Exception {
        HttpResponse<String> others = eligibility(OTHER_KEY, "acme", "%2B15555550123", null);
        HttpResponse<String> nothing = get("/v1/tenants/acme/nothing-here", OTHER_KEY);

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(others.body()).at("/type"))
                .isEqualTo(JSON.readTree(nothing.body()).at("/type"));
        assertThat(JSON.readTree(others.body()).at("/detail"))
                .isEqualTo(JSON.readTree(nothing.body()).at("/detail"));
    }

    @Test
    @Order(5)
    void everyRefusalIsAProblem(CapturedOutput output) throws Exception {
        assertProblem(eligibility(null, "acme", "%2B15555550123", null), 401, "unauthorized");
        assertProblem(eligibility("wrong", "acme", "%2B15555550123", null), 401, "unauthorized");
        assertProblem(eligibility(NO_ROLE_KEY, "acme", "%2B15555550123", null), 403, "forbidden");
        assertProblem(eligibility(OFFICE_KEY, "acme", "5555550123", null), 400, "bad-address");
        assertProblem(eligibility(OFFICE_KEY, "acme", "%2B15555550123", "unheard-of"), 400, "unknown-audience");
        assertProblem(get("/v1/tenants/acme/eligibility", OFFICE_KEY), 400, "invalid-request");
        assertProblem(get("/nothing", OFFICE_KEY), 404, "not-found");
        assertProblem(get("/actuator/prometheus", OFFICE_KEY), 403, "forbidden");
        assertThat(output).doesNotContain(ADDRESS).doesNotContain("5555550123");
    }

    @Test
    @Order(6)
    void whatCannotBeReadIsKeptCountedAndPassedOver(CapturedOutput output) throws Exception {
        producer.send(new ProducerRecord<>(EventTopic.CONSENT_STATE.name(), CONTACT, new byte[] {9, 9, 9}))
                .get();
        send(EventTopic.CONSENT_STATE, CONTACT, consent(3, ConsentStatus.OPTED_IN));

        await().atMost(SOON).until(() -> read(EventTopic.MEMBERSHIP_CHANGED).size() == 3);
        assertThat(rawRecords(PrivateTopic.ELIGIBILITY_DEAD_LETTER.name())).hasSize(1);
        String metrics = get("/actuator/prometheus", ADMIN_KEY).body();
        assertThat(metrics)
                .contains("greenlight_dead_letters_total{lane=\"eligibility-service\"} 1.0")
                .containsPattern("greenlight_webhook_to_audience_seconds_count [1-9]");
        assertThat(output).doesNotContain(ADDRESS);
    }

    @Test
    @Order(7)
    void aRestartedServiceKnowsWhatItKnewUnderItsOldProcessId() throws Exception {
        String before = processId();
        service.close();
        service = EligibilityServiceApplication.application().run(arguments());
        await().atMost(SOON).until(() -> get("/actuator/health/readiness", null).statusCode() == 200);

        assertThat(processId()).isEqualTo(before);
        JsonNode answer = explain(OFFICE_KEY, "acme", "%2B15555550123", "sms-marketing");
        assertThat(answer.at("/consent/status").stringValue()).isEqualTo("OPTED_IN");
        assertThat(read(EventTopic.MEMBERSHIP_CHANGED)).hasSize(3);
    }

    @Test
    @Order(8)
    void whatAnotherInstanceKeepsIsAskedThere(@TempDir Path elsewhere) throws Exception {
        var arguments = new ArrayList<>(List.of(arguments()));
        arguments.add("--server.port=" + SECOND_PORT);
        arguments.add("--greenlight.advertised-address=localhost:" + SECOND_PORT);
        arguments.add("--greenlight.instance-id=second");
        arguments.add("--greenlight.state-dir=" + elsewhere);
        try (var second = EligibilityServiceApplication.application().run(lastOfEach(arguments))) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(second.isActive()).isTrue();
                for (int port : List.of(FIRST_PORT, SECOND_PORT)) {
                    HttpResponse<String> answer =
                            getFrom(port, "/v1/tenants/acme/eligibility?address=%2B15555550123", OFFICE_KEY, false);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(JSON.readTree(answer.body())
                                    .at("/consent/status")
                                    .stringValue())
                            .isEqualTo("OPTED_IN");
                }
                // one of the two keeps it, and the other one does not pass a question on that was passed on to it
                assertThat(List.of(onwards(FIRST_PORT), onwards(SECOND_PORT))).containsExactlyInAnyOrder(200, 503);
            });
            assertThat(getFrom(FIRST_PORT, "/v1/tenants/acme/eligibility?address=%2B15555550123", OTHER_KEY, false)
                            .statusCode())
                    .isEqualTo(404);
            assertListsAreWhole();
        }
    }

    @Test
    @Order(9)
    void withoutItsTopicsItDoesNotStart(@TempDir Path elsewhere) {
        var arguments = new ArrayList<>(List.of(arguments()));
        arguments.add("--server.port=0");
        arguments.add("--greenlight.state-dir=" + elsewhere);
        arguments.add("--greenlight.partitions=" + (PARTITIONS + 1));

        assertThatThrownBy(() -> EligibilityServiceApplication.application().run(lastOfEach(arguments)))
                .hasRootCauseInstanceOf(TopicsNotReadyException.class)
                .rootCause()
                .hasMessageContaining("consent.consent-state has 2 partitions instead of 3");
    }

    /** The list of either instance has the numbers of both, page by page, and each of them keeps some. */
    private static void assertListsAreWhole() throws Exception {
        List<String> expected =
                IntStream.range(0, 20).mapToObj(i -> "+1555555" + (2000 + i)).toList();
        for (String number : expected) {
            CustomerState customer = customer("c-" + number.substring(1), 1)
                    .setContactMethods(List.of(mobile("m-1", number)))
                    .build();
            send(EventTopic.CUSTOMER_STATE, "acme:" + customer.getCustomerId(), customer);
        }
        await().atMost(SOON).untilAsserted(() -> {
            for (int port : List.of(FIRST_PORT, SECOND_PORT)) {
                assertThat(everyNumber(port, "/v1/tenants/acme/phone-numbers?q=1555555&limit=7&status=NEVER_ASKED"))
                        .isEqualTo(expected);
            }
        });
        List<Integer> parts = new ArrayList<>();
        for (int port : List.of(FIRST_PORT, SECOND_PORT)) {
            HttpResponse<String> part =
                    getFrom(port, "/v1/tenants/acme/phone-numbers?q=1555555&limit=200", OFFICE_KEY, true);
            parts.add(JSON.readTree(part.body()).at("/counts/NEVER_ASKED").intValue());
        }
        assertThat(parts).doesNotContain(0);
        assertThat(parts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(expected.size());
    }

    private static List<String> everyNumber(int port, String path) throws Exception {
        var numbers = new ArrayList<String>();
        String cursor = "";
        do {
            HttpResponse<String> page = getFrom(port, path + cursor, OFFICE_KEY, false);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            JsonNode answer = JSON.readTree(page.body());
            answer.at("/numbers").forEach(each -> numbers.add(each.at("/number").stringValue()));
            cursor = answer.hasNonNull("nextCursor")
                    ? "&cursor=" + answer.at("/nextCursor").stringValue().replace("+", "%2B")
                    : "";
        } while (!cursor.isEmpty());
        return numbers;
    }

    private static int onwards(int port) throws Exception {
        return getFrom(port, "/v1/tenants/acme/eligibility?address=%2B15555550123", OFFICE_KEY, true)
                .statusCode();
    }

    private static String[] lastOfEach(List<String> arguments) {
        var last = new LinkedHashMap<String, String>();
        arguments.forEach(argument -> last.put(argument.substring(0, argument.indexOf('=')), argument));
        return last.values().toArray(String[]::new);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String processId() throws IOException {
        return Files.readString(
                stateDirectory.resolve("eligibility-service").resolve("kafka-streams-process-metadata"));
    }

    private static String[] arguments() {
        var arguments = new ArrayList<>(List.of(
                "--server.port=" + FIRST_PORT,
                "--greenlight.advertised-address=localhost:" + FIRST_PORT,
                "--greenlight.partitions=" + PARTITIONS,
                "--greenlight.instance-id=it",
                "--greenlight.state-dir=" + stateDirectory,
                "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                "--spring.kafka.properties.[schema.registry.url]=" + registry.url()));
        arguments.addAll(key(0, OFFICE_KEY, "acme", "office"));
        arguments.addAll(key(1, CAMPAIGN_KEY, "acme", "campaign"));
        arguments.addAll(key(2, OTHER_KEY, "another", "office"));
        arguments.addAll(key(3, ADMIN_KEY, "*", "admin"));
        arguments.addAll(key(4, NO_ROLE_KEY, "acme", "other"));
        return arguments.toArray(String[]::new);
    }

    private static List<String> key(int index, String key, String tenant, String role) {
        String prefix = "--greenlight.security.api-keys[" + index + "].";
        return List.of(
                prefix + "name=key-" + index,
                prefix + "sha256=" + sha256(key),
                prefix + "tenant=" + tenant,
                prefix + "roles=" + role);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static <V extends SpecificRecord> void send(EventTopic<V> topic, String key, V value) throws Exception {
        byte[] bytes = EventSerde.<V>configured(Map.of("schema.registry.url", registry.url()))
                .serializer()
                .serialize(topic.name(), value);
        var record = new ProducerRecord<>(topic.name(), key, bytes);
        record.headers()
                .add(
                        EventHeaders.BEGAN_AT,
                        Long.toString(System.currentTimeMillis()).getBytes(StandardCharsets.UTF_8));
        producer.send(record).get();
    }

    /** What a reader of committed records sees, in the order of the only key that these tests use. */
    private static <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(EventTopic<V> topic) {
        var reader = EventSerde.<V>configured(Map.of("schema.registry.url", registry.url()))
                .deserializer();
        return rawRecords(topic.name()).stream()
                .map(raw -> new ConsumerRecord<>(
                        raw.topic(),
                        raw.partition(),
                        raw.offset(),
                        raw.key(),
                        reader.deserialize(topic.name(), raw.value())))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> rawRecords(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(settings, FactKeys.strings().deserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private static JsonNode explain(String key, String tenant, String address, @Nullable String audience)
            throws Exception {
        HttpResponse<String> response = eligibility(key, tenant, address, audience);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> eligibility(
            @Nullable String key, String tenant, String address, @Nullable String audience) throws Exception {
        return get(
                "/v1/tenants/" + tenant + "/eligibility?address=" + address
                        + (audience == null ? "" : "&audience=" + audience),
                key);
    }

    private static HttpResponse<String> get(String path, @Nullable String key) throws Exception {
        return getFrom(FIRST_PORT, path, key, false);
    }

    private static HttpResponse<String> getFrom(int port, String path, @Nullable String key, boolean passedOn)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (passedOn) {
            request.header("Greenlight-Forwarded", "1");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static List<String> conditions(JsonNode conditions) {
        return StreamSupport.stream(conditions.spliterator(), false)
                .map(condition -> condition.at("/condition").stringValue() + " "
                        + condition.at("/outcome").stringValue())
                .toList();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(response.body()).at("/type").stringValue())
                .isEqualTo("https://greenlight.dev/problems/" + slug);
    }
}
