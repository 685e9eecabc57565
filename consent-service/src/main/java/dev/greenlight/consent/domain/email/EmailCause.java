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
    ONLY_AN_ADMIN_LIFTS,
    /** Somebody at the company wants the person asked. */
    OFFICE_ASKS,
    /** A form was filled in with the address. */
    FORM_ASKS,
    /** The company suppresses the address, or mail comes back: what asks would not arrive, or a yes change nothing. */
    COMPANY_SUPPRESSES,
    /** One question at a time. */
    REQUEST_ALREADY_OPEN,
    ALREADY_OPTED_IN,
    /** The person said no to a request lately. */
    DECLINED_LATELY,
    /** The person was asked as often as the company allows in that time. */
    ASKED_TOO_OFTEN,
    /** Yes to an open request. */
    REQUEST_CONFIRMED,
    /** No to a request. */
    REQUEST_DECLINED,
    /** No after a yes to the same request. */
    CONFIRMATION_TAKEN_BACK,
    /** The person, who unsubscribed before, has asked to be asked and has said yes. */
    PERSON_LIFTS,
    /** A later yes to the same request stands against the no. */
    CONFIRMED_SINCE,
    /** The link belongs to another request than the latest. */
    NO_OPEN_REQUEST,
    /** The time in which the request could be answered is over. */
    REQUEST_EXPIRED
}
