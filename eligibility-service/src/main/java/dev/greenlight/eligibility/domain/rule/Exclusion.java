package dev.greenlight.eligibility.domain.rule;

/** One reason why a contact method is not in an audience. */
public enum Exclusion {
    CONTACT_METHOD_REMOVED,
    NOT_A_MOBILE_NUMBER,
    MARKETING_UPDATES_OFF,
    NOT_OPTED_IN,
    OPTED_OUT,
    ON_HOLD,
    BLOCKED_AT_GATEWAY,
    DO_NOT_MAIL,
    DO_NOT_SERVICE,
    INACTIVE_CUSTOMER
}
