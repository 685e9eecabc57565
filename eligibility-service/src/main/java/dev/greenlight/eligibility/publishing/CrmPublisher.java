package dev.greenlight.eligibility.publishing;

import dev.greenlight.eligibility.domain.estimate.CrmFact;
import dev.greenlight.eligibility.mapping.CrmFactMapper;
import dev.greenlight.schemas.topic.EventHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what a CRM says about estimates and jobs on the log, and waits until it is there. */
public final class CrmPublisher {

    /** Longer than the producer itself takes to give up, so that its own reason is heard. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);

    private static final byte[] YES = {1};

    private static final Logger log = LoggerFactory.getLogger(CrmPublisher.class);

    private final Supplier<Producer<String, Object>> producers;

    /**
     * @param producers asked for every request, because a producer that failed for good is replaced
     */
    public CrmPublisher(Supplier<Producer<String, Object>> producers) {
        this.producers = producers;
    }

    /**
     * Returns when the log has acknowledged all of them, or has not in time.
     *
     * @param bulk whether they are worked off as a backlog is
     * @return whether it has. False does not say that none is there: they have to be handed over again, and what is
     *     there already changes nothing then.
     */
    public boolean publish(List<CrmFact> facts, boolean bulk) {
        long giveUpAt = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        try {
            Producer<String, Object> producer = producers.get();
            var sent = new ArrayList<Future<?>>(facts.size());
            for (CrmFact fact : facts) {
                sent.add(producer.send(record(fact, bulk)));
            }
            for (Future<?> each : sent) {
                each.get(Math.max(0, giveUpAt - System.nanoTime()), TimeUnit.NANOSECONDS);
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

    private static ProducerRecord<String, Object> record(CrmFact fact, boolean bulk) {
        ProducerRecord<String, Object> record = CrmFactMapper.toRecord(fact);
        if (bulk) {
            record.headers().add(EventHeaders.BULK, YES);
        }
        return record;
    }

    /** Without a message: those of clients can quote a record's key. */
    private static boolean failed(Throwable cause) {
        log.error(
                "The log does not take estimates and jobs ({}): the CRM is asked to hand them over again",
                cause.getClass().getSimpleName());
        return false;
    }
}
