package dev.greenlight.consent.topology;

import org.apache.kafka.common.header.Headers;

/** What a command says about who waits for its outcome. */
public final class CommandHeaders {

    /** Set by the request that waits, and handed on to the outcome; the name is spring-kafka's. */
    public static final String CORRELATION_ID = "kafka_correlationId";

    private CommandHeaders() {}

    /** Whether a request waits for the outcome; in bulk none does. */
    static boolean isAwaited(Headers headers) {
        return headers.lastHeader(CORRELATION_ID) != null;
    }
}
