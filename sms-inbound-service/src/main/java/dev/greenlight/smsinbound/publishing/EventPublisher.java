package dev.greenlight.smsinbound.publishing;

import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.Recognition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts texts and reports on the log and waits until they are there. */
public final class EventPublisher {

    /** Longer than the producer itself takes to give up, so that its own reason is heard. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(5);

    /**
     * Requests that may wait for the log at once. A healthy log has some hundred; more are told to come again before
     * they fill the memory.
     */
    private static final int MOST_WAITING = 1_000;

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

    private final Supplier<Producer<String, SpecificRecord>> producers;
    private final Clock clock;
    private final Semaphore places;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param producers asked for every text, because a producer that failed for good is replaced
     */
    public EventPublisher(Supplier<Producer<String, SpecificRecord>> producers, Clock clock) {
        this(producers, clock, MOST_WAITING);
    }

    EventPublisher(Supplier<Producer<String, SpecificRecord>> producers, Clock clock, int mostWaiting) {
        this.producers = producers;
        this.clock = clock;
        this.places = new Semaphore(mostWaiting);
    }

    /**
     * Returns when the log has acknowledged the text, or has not in time, or at once where too many wait for it.
     *
     * @return whether it has. False does not say that the text is not there: the same text has to be published again
     *     and carries the same event id then.
     */
    public boolean publish(String tenant, InboundText text, Recognition recognition) {
        return sendInTurn(record(tenant, text, recognition, clock.instant()));
    }

    /** The same for a report that a number is blocked. */
    public boolean publish(String tenant, BlockedNumber report) {
        Instant publishedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sendInTurn(record(
                EventTopic.NUMBER_BLOCKED,
                TopicKeys.ofAddress(tenant, report.number()),
                NumberBlockedMapper.toEvent(tenant, report, publishedAt),
                publishedAt));
    }

    private boolean sendInTurn(ProducerRecord<String, SpecificRecord> record) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return send(record);
        } finally {
            places.release();
        }
    }

    private boolean send(ProducerRecord<String, SpecificRecord> record) {
        try {
            producers.get().send(record).get(GIVE_UP_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            if (failing.get() && failing.compareAndSet(true, false)) {
                log.info("The log takes texts again");
            }
            return true;
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException | IllegalStateException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e);
        }
    }

    /** The record of a text as it would go on the log. Public for the warm-up, which makes records and sends none. */
    public static ProducerRecord<String, SpecificRecord> record(
            String tenant, InboundText text, Recognition recognition, Instant now) {
        Instant publishedAt = now.truncatedTo(ChronoUnit.MILLIS);
        return record(
                EventTopic.TEXT_RECEIVED,
                TopicKeys.ofAddress(tenant, text.from()),
                TextReceivedMapper.toEvent(tenant, text, recognition, publishedAt),
                publishedAt);
    }

    private static ProducerRecord<String, SpecificRecord> record(
            EventTopic<?> topic, String key, SpecificRecord event, Instant publishedAt) {
        var record = new ProducerRecord<>(topic.name(), null, publishedAt.toEpochMilli(), key, event);
        record.headers()
                .add(
                        EventHeaders.BEGAN_AT,
                        Long.toString(publishedAt.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /** One line per outage, with neither number nor words: exception texts of clients can quote a record's key. */
    private boolean failed(Throwable cause) {
        if (failing.compareAndSet(false, true)) {
            log.error(
                    "The log does not take texts ({}): gateways are asked to deliver again until it does",
                    cause.getClass().getSimpleName());
        }
        return false;
    }
}
