package dev.greenlight.smsinbound.domain.understanding;

/** What a text asks for. */
public enum Meaning {
    /** No more texts. */
    OPT_OUT,
    /** Marketing texts are welcome. */
    OPT_IN,
    /** Yes: means something only while a request is open, which another service knows. */
    CONFIRM,
    /** No to an open request; without one it means nothing. */
    DECLINE,
    /** Who are you? Never changes consent. */
    HELP,
    /** May be a revocation: a person has to read it. */
    REVIEW
}
