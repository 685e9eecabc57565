package dev.greenlight.smsinbound.intake;

/** What became of a verified text. */
public enum IntakeResult {
    /** It is on the log. */
    PUBLISHED,
    /** It means nothing for consent, and nothing of it was kept. */
    MEANINGLESS,
    /** The sender is not a phone number, such as a short code or a name, so nobody's consent can change. */
    NO_PHONE_NUMBER,
    /** The tenant does not receive texts on this number. */
    NOT_OWNED,
    /** The log did not acknowledge it in time: it may or may not be there, so it has to be delivered again. */
    LOG_UNAVAILABLE
}
