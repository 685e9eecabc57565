package dev.greenlight.consent.domain.consent;

/** Where the wish to be asked was noted down. It never grants anything. */
public enum OptInSource {
    /** Somebody at the office. */
    OFFICE,
    /** A switch that the customer turned on in an account or an app. */
    CUSTOMER_SWITCH,
    /** A form on a web page. */
    WEB_FORM,
    /** A technician on a visit. */
    TECHNICIAN,
    /** A list from another system. */
    IMPORT
}
