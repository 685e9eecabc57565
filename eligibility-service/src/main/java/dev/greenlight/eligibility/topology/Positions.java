package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.mapping.RecordPosition;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Where records stand on the log, and at which time ours go onto it. */
final class Positions {

    private Positions() {}

    static RecordPosition of(ProcessorContext<?, ?> context, Record<?, ?> record) {
        var metadata = context.recordMetadata().orElseThrow();
        return new RecordPosition(
                metadata.topic(), metadata.partition(), metadata.offset(), Instant.ofEpochMilli(record.timestamp()));
    }

    /** The time of the cause; not later than now, because brokers refuse records from the future. */
    static long timestampOf(Cause cause, ProcessorContext<?, ?> context) {
        return Math.clamp(cause.at().toEpochMilli(), 0, context.currentSystemTimeMs());
    }
}
