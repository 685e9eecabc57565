package dev.greenlight.smsinbound.reread;

import static dev.greenlight.smsinbound.reread.TextLog.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The command as it is typed, on the log of a real broker. */
class RereadIT {

    private static final int PARTITIONS = 3;
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
    private static InProcessRegistry registry;

    @BeforeAll
    static void start() {
        BROKER.brokerProperty("transaction.state.log.replication.factor", "1");
        BROKER.brokerProperty("transaction.state.log.min.isr", "1");
        BROKER.afterPropertiesSet();
        registry = new InProcessRegistry().registerAll();
        try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            TopicProvisioning.createOrVerify(admin, new Layout(PARTITIONS, (short) 1, 1));
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        BROKER.destroy();
    }

    @Test
    void committedTextsOfTheLastDaysAreReadFromAllPartitionsAndNothingIsLeftBehind() throws Exception {
        Instant now = Instant.now();
        put("committed", now, 0, "СТОП", "стоп");
        put("committed too", now, 1, "СТОП");
        put("committed last", now, 2, "STOP");
        put("long ago", now.minus(Duration.ofDays(31)), 0, "СТОП");
        putAndAbort(now, 1, "СТОП");

        var out = new ByteArrayOutputStream();
        int code = reread(out, "--days=30", "--greenlight.sms-inbound.tenants.acme.vocabulary.languages=ru");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("REVIEW (other-language) -> OPT_OUT (vocabulary-ru)"))
                .hasSize(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("4 kept text(s) of the last 30 day(s) were read again, and 3 would be read differently.")
                .doesNotContain("СТОП")
                .doesNotContain(TextLog.PERSON);
        assertThat(code).isEqualTo(3);
        try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    private static int reread(ByteArrayOutputStream out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString());
        all.add("--spring.kafka.properties.schema.registry.url=" + registry.url());
        all.add("--greenlight.sms-inbound.tenants.acme.numbers=" + NUMBER);
        all.add("--greenlight.sms-inbound.tenants.acme.generic.secrets=a-secret-that-is-long-enough-for-hmac");
        var err = new ByteArrayOutputStream();
        int code = RereadCommand.run(
                "sms-inbound-service",
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        return code;
    }

    private static void put(String transaction, Instant at, int partition, String... texts) {
        try (var producer = producer(transaction)) {
            producer.beginTransaction();
            send(producer, at, partition, texts);
            producer.commitTransaction();
        }
    }

    private static void putAndAbort(Instant at, int partition, String text) {
        try (var producer = producer("aborted")) {
            producer.beginTransaction();
            send(producer, at, partition, text);
            producer.flush();
            producer.abortTransaction();
        }
    }

    private static void send(KafkaProducer<String, TextReceived> producer, Instant at, int partition, String... texts) {
        for (String text : texts) {
            TextReceived received = TextLog.text(
                    partition + "-" + text.length() + "-" + text.hashCode(),
                    text,
                    text.equals("STOP") ? TextMeaning.OPT_OUT : TextMeaning.REVIEW,
                    text.equals("STOP") ? "default-vocabulary" : "other-language");
            producer.send(new ProducerRecord<>(
                    EventTopic.TEXT_RECEIVED.name(), partition, at.toEpochMilli(), "acme:" + TextLog.PERSON, received));
        }
    }

    private static KafkaProducer<String, TextReceived> producer(String transaction) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                BROKER.getBrokersAsString(),
                "schema.registry.url",
                registry.url(),
                "transactional.id",
                transaction);
        Serde<TextReceived> serde = EventSerde.configured(settings);
        var producer = new KafkaProducer<>(settings, new StringSerializer(), serde.serializer());
        producer.initTransactions();
        return producer;
    }
}
