package dev.greenlight.eligibility.domain.rule;

/** One reason why a contact method, or a customer, is not in an audience. */
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
    INACTIVE_CUSTOMER,
    NOT_AN_EMAIL_ADDRESS,
    EMAIL_UNSUBSCRIBED,
    EMAIL_UNSUBSCRIBED_BY_COMPANY,
    EMAIL_BOUNCED,
    EMAIL_REPORTED_AS_SPAM,
    NEVER_EMAIL,
    /** For a reason that this version does not know. */
    EMAIL_SUPPRESSED,
    DO_NOT_SEND_PROMOTIONAL_EMAILS,
    NO_DOUBLE_OPT_IN,
    EMAIL_DORMANT,
    /** Another email address of the customer comes before it, and one is enough. */
    OTHER_EMAIL_FIRST,
    /** Of direct mail, which is not about contact methods. */
    NO_CUSTOMER_RECORD,
    NO_VALID_POSTAL_ADDRESS,
    NO_OPEN_ESTIMATE
}
