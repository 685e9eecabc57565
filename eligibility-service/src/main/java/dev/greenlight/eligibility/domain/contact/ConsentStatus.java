package dev.greenlight.eligibility.domain.contact;

/** Where the consent of an address to marketing stands. */
public enum ConsentStatus {
    /** Something that a newer version of consent-service knows and we do not: never a yes. */
    UNKNOWN,
    NEVER_ASKED,
    PENDING,
    OPTED_IN,
    OPTED_OUT,
    ON_HOLD,
    BLOCKED_AT_GATEWAY
}
