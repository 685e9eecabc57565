package dev.greenlight.eligibility.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of the event, or now where the event claims to be from the future.
 *
 * <p>A task takes the buffered record with the smallest timestamp first. Bulk records carry the time at which they are
 * read, so with this extractor a consent change always comes before them.
 */
final class EventTimeUpToNow implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.clamp(record.timestamp(), 0, System.currentTimeMillis());
    }
}
