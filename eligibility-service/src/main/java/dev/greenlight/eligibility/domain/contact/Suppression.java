package dev.greenlight.eligibility.domain.contact;

/** Why no marketing email may be sent to an address, beside what its owner said. */
public enum Suppression {
    /** An earlier release kept the address without it, and has to read it again: never a yes. */
    NOT_READ,
    NONE,
    /** A reason that a newer version of consent-service knows and we do not. */
    OTHER,
    BOUNCE,
    MANUAL_UNSUBSCRIBE,
    NEVER_EMAIL,
    UNSUBSCRIBE,
    SPAM_REPORT
}
