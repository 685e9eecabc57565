package dev.greenlight.smsinbound.domain;

import java.util.Optional;

/**
 * Decides what a text asks for.
 *
 * <p>Only a whole message counts: a sentence that happens to hold a keyword is conversation. Where the gateway took
 * the text as an opt-out and we did not, the stricter reading wins: the gateway blocks the number from now on, and
 * writing to somebody who said stop is the expensive mistake. A gateway's opt-in, in contrast, is never ours.
 */
public final class RecognitionPolicy {

    private static final String VOCABULARY_RULE = "default-vocabulary";
    private static final String HINT_RULE = "gateway-hint";

    private RecognitionPolicy() {}

    /** Empty for a text that means nothing for consent. */
    public static Optional<Recognition> recognise(InboundText text, KeywordVocabulary vocabulary) {
        Optional<Recognition> read = vocabulary
                .find(text.body())
                .map(keyword ->
                        new Recognition(keyword.meaning(), keyword.word(), VOCABULARY_RULE, keyword.stopsEverything()));
        if (text.hint() == GatewayHint.STOP && read.map(Recognition::meaning).orElse(null) != Meaning.OPT_OUT) {
            return Optional.of(new Recognition(Meaning.OPT_OUT, "", HINT_RULE, false));
        }
        return read;
    }
}
