package dev.greenlight.schemas.topic;

/** Record headers that travel with an event through every service, because Streams hands headers on. */
public final class EventHeaders {

    /**
     * When the record that began the chain was put on the log: milliseconds since the epoch as decimal digits in
     * UTF-8. Measures the way from a webhook's answer to the audience; never part of a decision.
     */
    public static final String BEGAN_AT = "greenlight-began-at";

    private EventHeaders() {}
}
