package dev.greenlight.consent.domain.consent;

/** How a person made known, other than by a text, that texts are to end: any reasonable means counts. */
public enum OptOutMeans {
    /** On the telephone. */
    CALL,
    EMAIL,
    /** Face to face, to a technician or at the desk. */
    IN_PERSON,
    /** On a web page. */
    WEB,
    /** On paper. */
    LETTER,
    /** In a chat; a stop typed there reaches no gateway. */
    CHAT,
    /** In another system, which told us. */
    OTHER_SYSTEM,
    /** The office turned the SMS consent of a customer off. */
    OFFICE_SWITCH,
    OTHER
}
