package dev.greenlight.consent.domain.email;

/** Why an email address was decided on as it was: the codes of the ledger. */
public enum EmailCause {
    ADDRESS_BOUNCED,
    COMPANY_UNSUBSCRIBED,
    COMPANY_NEVER_EMAILS,
    PERSON_UNSUBSCRIBED,
    PERSON_REPORTED_SPAM,
    ALREADY_SUPPRESSED,
    STRICTER_REASON_STAYS,
    LIFTED_SINCE,
    OFFICE_LIFTS,
    ADMIN_LIFTS,
    /** Of several reasons those were lifted that may be. */
    OTHER_REASONS_LIFTED,
    NOT_SUPPRESSED,
    SUPPRESSED_SINCE,
    ONLY_THE_PERSON_LIFTS,
    ONLY_AN_ADMIN_LIFTS
}
