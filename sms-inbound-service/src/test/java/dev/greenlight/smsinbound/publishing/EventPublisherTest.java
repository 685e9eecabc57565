package dev.greenlight.smsinbound.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.Recognition;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final MockProducer<String, SpecificRecord> log =
            new MockProducer<>(false, null, new StringSerializer(), (topic, text) -> new byte[0]);
    private final EventPublisher publisher = new EventPublisher(() -> log, Clock.fixed(NOW, ZoneOffset.UTC), 1);
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        requests.shutdownNow();
    }

    @Test
    void oneMoreThanMayWaitForTheLogIsToldAtOnceAndNotSent() {
        CompletableFuture<Boolean> first = publishing("1");

        assertThat(publish("2")).isFalse();
        assertThat(log.history()).hasSize(1);

        log.completeNext();
        assertThat(first).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void placeIsFreeAgainWhateverTheLogAnswered() {
        CompletableFuture<Boolean> refused = publishing("1");
        log.errorNext(new TimeoutException("no answer"));
        assertThat(refused).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);

        CompletableFuture<Boolean> next = publishing("2");
        log.completeNext();
        assertThat(next).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    /** Returns when the text is on its way. */
    private CompletableFuture<Boolean> publishing(String id) {
        int before = log.history().size();
        var result = CompletableFuture.supplyAsync(() -> publish(id), requests);
        await().until(() -> log.history().size() > before);
        return result;
    }

    private boolean publish(String id) {
        var text = new InboundText(
                "twilio",
                id,
                "+15555550123",
                "+15555550100",
                "STOP",
                NOW,
                TimeSource.GREENLIGHT,
                GatewayHint.NONE,
                false);
        return publisher.publish("acme", text, new Recognition(Meaning.OPT_OUT, "stop", "keyword", true));
    }
}
