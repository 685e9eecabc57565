package dev.greenlight.verification.simulator;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on a log: bytes.
 *
 * @param timestamp milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are handed on and never compared
public record LogEntry(byte[] key, byte @Nullable [] value, long timestamp, Headers headers) {

    public static LogEntry of(byte[] key, byte @Nullable [] value, long timestamp) {
        return new LogEntry(key, value, timestamp, new RecordHeaders());
    }
}
