package dev.greenlight.smsinbound.domain;

/** What a text asks for. */
public enum Meaning {
    /** No more texts. */
    OPT_OUT,
    /** Marketing texts are welcome. */
    OPT_IN,
    /** Yes: means something only while a request is open, which another service knows. */
    CONFIRM,
    /** Who are you? Never changes consent. */
    HELP
}
