package dev.greenlight.eligibility.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.junit.jupiter.api.Test;

/** Which of two waiting records a task takes first is the one with the smaller time. */
class EventTimeUpToNowTest {

    @Test
    void aConsentChangeComesBeforeBulkThatWasReadBeforeIt() {
        long bulk = new WallclockTimestampExtractor().extract(record(1_000), 0);
        long consent = new EventTimeUpToNow().extract(record(bulk - 1), 0);

        assertThat(consent).isLessThan(bulk);
    }

    @Test
    void aTimeInTheFutureIsNow() {
        long now = System.currentTimeMillis();

        assertThat(new EventTimeUpToNow().extract(record(Long.MAX_VALUE), 0))
                .isBetween(now, System.currentTimeMillis());
    }

    @Test
    void aMissingTimeIsTheBeginning() {
        assertThat(new EventTimeUpToNow().extract(record(-1), 0)).isZero();
    }

    private static ConsumerRecord<Object, Object> record(long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0L,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new Object(),
                new Object(),
                new RecordHeaders(),
                Optional.empty());
    }
}
