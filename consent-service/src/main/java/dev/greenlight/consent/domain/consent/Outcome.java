package dev.greenlight.consent.domain.consent;

/** What was decided about a text, a report, a verdict or a wish to ask. */
public enum Outcome {
    /** The person is opted in from now on. */
    GRANTED,
    /** The person is opted out from now on, or to a wider scope. */
    REVOKED,
    /** The person said again what already holds; the newer time is remembered. */
    CONFIRMED,
    /** The same text was seen before; nothing changes. */
    DUPLICATE,
    /**
     * The text is older than the status and cannot set it. An opt-in that is older than the newest opt-out may
     * still end an even older opt-out of every text, which then leaves the opt-out of marketing.
     */
    STALE,
    /** The text asks for something that it cannot bring about. */
    REFUSED,
    /** The text is kept but asks for no change. */
    NOTED,
    /** The text may be a revocation: nothing is marketed until a person has read it. */
    HELD,
    /** A person has read the text, and it was no revocation. */
    RELEASED,
    /** Gateway or carrier do not deliver to the number. */
    BLOCKED,
    /** The person is asked to opt in, and a plain yes is enough until the request expires. */
    REQUESTED,
    /** The person said no to the request. */
    DECLINED
}
