package dev.greenlight.consent.domain.consent;

/** How much an opt-out ends. */
public enum OptOutScope {
    /** Marketing texts; texts about a job still go out. */
    MARKETING,
    /** Every text. */
    ALL
}
