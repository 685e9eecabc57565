package dev.greenlight.consent.domain.email;

/** With whose rights something is lifted. */
public enum Authority {
    OFFICE,
    ADMIN
}
