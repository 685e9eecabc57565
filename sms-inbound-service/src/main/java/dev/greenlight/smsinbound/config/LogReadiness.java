package dev.greenlight.smsinbound.config;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicsNotReadyException;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.Recognition;
import dev.greenlight.smsinbound.domain.RecognitionPolicy;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import dev.greenlight.smsinbound.publishing.EventPublisher;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import dev.greenlight.smsinbound.webhook.WebhookReading;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes sure, before the port is open, that a text can go on the log, and that the way there is warm.
 *
 * <p>The topic has to exist, as the catalogue says, and the producer has to know its leaders: a producer that is
 * trusted with a brand-new topic can stall on it (KAFKA-15591). Nothing is written: whatever is on the topic was
 * texted by somebody.
 */
@Component
final class LogReadiness implements SmartLifecycle {

    /** Enough for the compiler to have seen the code that every text runs through. */
    private static final int WARM_UP_ROUNDS = 3_000;

    private static final List<EventTopic<?>> TOPICS = List.of(EventTopic.TEXT_RECEIVED, EventTopic.NUMBER_BLOCKED);

    private static final Logger log = LoggerFactory.getLogger(LogReadiness.class);

    private final KafkaAdmin admin;
    private final ProducerFactory<?, ?> producers;
    private final Serializer<SpecificRecord> serializer;
    private final List<SmsGateway> gateways;
    private final int partitions;
    private volatile boolean running;

    LogReadiness(
            KafkaAdmin admin,
            ProducerFactory<?, ?> producers,
            Serializer<SpecificRecord> serializer,
            List<SmsGateway> gateways,
            @Value("${greenlight.partitions}") int partitions) {
        this.admin = admin;
        this.producers = producers;
        this.serializer = serializer;
        this.gateways = gateways;
        this.partitions = partitions;
    }

    @Override
    public void start() {
        Map<String, Object> settings = admin.getConfigurationProperties();
        Object brokers = settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        try (var client = Admin.create(settings)) {
            TopicProvisioning.verify(client, TOPICS, partitions);
        } catch (TopicsNotReadyException e) {
            throw new LogNotReadyException(String.valueOf(e.getMessage()), e);
        } catch (KafkaException e) {
            throw new LogNotReadyException("The brokers at " + brokers + " cannot be asked: " + e.getMessage(), e);
        }
        try (Producer<?, ?> producer = producers.createProducer()) {
            for (EventTopic<?> topic : TOPICS) {
                int leaders = producer.partitionsFor(topic.name()).size();
                log.info("Producer knows the {} partitions of {}", leaders, topic.name());
            }
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                warmUp();
            }
        } catch (SerializationException e) {
            throw new LogNotReadyException(
                    "The schema of " + EventTopic.TEXT_RECEIVED.name()
                            + " is not in the registry, or the registry cannot be asked: " + rootMessage(e),
                    e);
        } catch (KafkaException e) {
            throw new LogNotReadyException("The producer cannot reach the topic: " + e.getMessage(), e);
        }
        running = true;
    }

    private static @Nullable String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** A call that nobody made, for a tenant that cannot exist, and a record that is not sent. */
    private void warmUp() {
        byte[] form = "MessageSid=SM0&From=%2B10000000000&To=%2B10000000001&Body=STOP&NumMedia=0&FromCity=A+B"
                .getBytes(StandardCharsets.UTF_8);
        var call = new WebhookRequest(
                "-",
                "POST",
                "https://warm-up.invalid/webhooks/twilio/-",
                null,
                name -> name.equals("Content-Type") ? "application/x-www-form-urlencoded" : "0",
                form);
        for (SmsGateway gateway : gateways) {
            if (gateway.read(call) instanceof WebhookReading.Verified) {
                throw new IllegalStateException("SMS gateway " + gateway.name() + " takes calls that nobody signed");
            }
        }
        var text = new InboundText(
                "none",
                "0",
                "+10000000000",
                "+10000000001",
                "Stop.",
                Instant.EPOCH,
                TimeSource.GREENLIGHT,
                GatewayHint.NONE,
                false);
        Recognition recognition = RecognitionPolicy.recognise(text, Vocabulary.DEFAULT)
                .orElseThrow(() -> new IllegalStateException("The vocabulary does not know STOP"));
        serializer.serialize(
                EventTopic.TEXT_RECEIVED.name(),
                EventPublisher.record("-", text, recognition, Instant.EPOCH).value());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything, the web server too. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
