package dev.greenlight.smsinbound.domain.understanding;

import java.util.List;

/**
 * A rule as it stands in a rule file.
 *
 * @param name with the file in front, such as {@code en.stop-texting}
 * @param wholeMessage whether its patterns have to cover the whole message, over the ends of sentences
 * @param reserved whether no company can exempt what it matches
 * @param patterns of which one has to match
 */
record PhraseRule(String name, Effect effect, boolean wholeMessage, boolean reserved, List<String> patterns) {

    /** What a match does. Where two overlap, the later one here wins; apart, an opt-out does. */
    enum Effect {
        /** May be a revocation. */
        REVIEW,
        OPT_OUT,
        /** What it overlaps is no clear opt-out: it becomes a review. */
        DOUBT,
        /** What it overlaps is nothing: stop by at five is no stop. */
        ORDINARY
    }
}
