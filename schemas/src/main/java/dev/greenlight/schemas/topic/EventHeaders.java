package dev.greenlight.schemas.topic;

import org.apache.kafka.common.header.Headers;

/** Record headers that travel with an event through every service, because Streams hands headers on. */
public final class EventHeaders {

    /**
     * When the record that began the chain was put on the log: milliseconds since the epoch as decimal digits in
     * UTF-8. Measures the way from a webhook's answer to the audience; never part of a decision.
     */
    public static final String BEGAN_AT = "greenlight-began-at";

    /**
     * On what belongs to a long list, with any value, and on what follows from it: it is worked off as a backlog is,
     * however fresh, so that nobody's text waits for it. Never part of a decision.
     */
    public static final String BULK = "greenlight-bulk";

    /**
     * On a tombstone of a fact: the offset of the fact that it erases, in the same partition, as decimal digits in UTF-8.
     */
    public static final String ERASES = "greenlight-erases";

    private EventHeaders() {}

    public static boolean isBulk(Headers headers) {
        return headers.lastHeader(BULK) != null;
    }
}
