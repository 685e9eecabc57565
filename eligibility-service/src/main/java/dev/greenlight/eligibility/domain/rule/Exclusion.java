package dev.greenlight.eligibility.domain.rule;

/** One reason why a contact method is not in an audience. */
public enum Exclusion {
    CONTACT_METHOD_REMOVED,
    NOT_A_MOBILE_NUMBER,
    MARKETING_UPDATES_OFF,
    JOB_NOTIFICATIONS_OFF,
    NOT_OPTED_IN,
    OPTED_OUT,
    ON_HOLD,
    BLOCKED_AT_GATEWAY,
    /** Something is recorded that this version cannot read: never a yes. */
    CONSENT_UNKNOWN,
    DO_NOT_MAIL,
    DO_NOT_SERVICE,
    INACTIVE_CUSTOMER
}
