package dev.greenlight.eligibility.domain.contact;

/** What an opt-out ends. */
public enum OptOutScope {
    NONE,
    MARKETING,
    ALL
}
