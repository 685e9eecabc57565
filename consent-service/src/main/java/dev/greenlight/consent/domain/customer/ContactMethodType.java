package dev.greenlight.consent.domain.customer;

/** What a contact method is. */
public enum ContactMethodType {
    /** A phone number that takes texts. */
    MOBILE,
    /** A phone number that does not. */
    LANDLINE,
    EMAIL
}
