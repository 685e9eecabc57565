package dev.greenlight.consent.domain.email;

/** What a person has said about marketing email to an address. */
public enum EmailStatus {
    /** Nothing, or nothing that still holds. */
    NEVER_ASKED,
    /** The person was asked and has not answered yet. */
    PENDING,
    OPTED_IN,
    OPTED_OUT
}
