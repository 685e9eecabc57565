package dev.greenlight.consent.domain.consent;

/** What a text asks for. */
public enum TextMeaning {
    /** No more texts. */
    OPT_OUT,
    /** Marketing texts are welcome. */
    OPT_IN,
    /** Yes, which means something only while a request is open. */
    CONFIRM,
    /** No to an open request. */
    DECLINE,
    /** Who are you? */
    HELP,
    /** May be a revocation; a person decides. */
    REVIEW,
    /** A newer sender knows what it means and we do not: kept as evidence, not guessed at. */
    UNKNOWN
}
