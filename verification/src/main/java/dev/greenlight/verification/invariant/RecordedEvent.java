package dev.greenlight.verification.invariant;

import org.jspecify.annotations.Nullable;

/**
 * One record of a topic as a reader of committed records sees it.
 *
 * @param event null for a tombstone
 */
public record RecordedEvent<V>(
        int partition, long offset, String key, @Nullable V event) {

    /** For messages: where it is. */
    public String position() {
        return "partition " + partition + " offset " + offset;
    }
}
