package dev.greenlight.consent.domain.customer;

/** What kind of customer a record is about. */
public enum CustomerType {
    /** A household. */
    RESIDENTIAL,
    /** A business. */
    COMMERCIAL
}
