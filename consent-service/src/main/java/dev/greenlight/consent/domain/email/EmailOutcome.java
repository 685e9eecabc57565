package dev.greenlight.consent.domain.email;

/** What was decided about an email address. */
public enum EmailOutcome {
    /** The address is suppressed from now on, or for a stricter reason. */
    SUPPRESSED,
    /** Nothing suppresses the address any more. */
    UNSUPPRESSED,
    /** The reason was known; the newer time is remembered. */
    CONFIRMED,
    /** Remembered, and nothing that is seen changes. */
    NOTED,
    /** Something that was received later stands against it. */
    STALE,
    /** Whoever asked may not do that; what was stays. */
    REFUSED,
    /** The person is asked to opt in. */
    REQUESTED,
    /** The person has opted in. */
    GRANTED,
    /** The person does not want to opt in. */
    DECLINED
}
