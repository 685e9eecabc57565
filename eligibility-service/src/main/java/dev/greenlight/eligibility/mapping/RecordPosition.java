package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.contact.Cause;
import java.time.Instant;

/**
 * Where a record stands on the log. Stands in for the event id of a tombstone, which has no value to hold one; the
 * same on every replay.
 */
public record RecordPosition(String topic, int partition, long offset, Instant timestamp) {

    Cause deletionOf(String what) {
        return new Cause(topic + '-' + partition + '-' + offset, timestamp, "deletion of the " + what);
    }
}
