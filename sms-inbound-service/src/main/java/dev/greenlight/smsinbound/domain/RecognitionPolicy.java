package dev.greenlight.smsinbound.domain;

import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.domain.understanding.Reading;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import java.util.Optional;

/**
 * Decides what a text asks for.
 *
 * <p>Where the gateway took the text as an opt-out and we did not, the stricter reading wins: the gateway blocks the
 * number from now on, and writing to somebody who said stop is the expensive mistake. A gateway's opt-in, in contrast,
 * is never ours.
 */
public final class RecognitionPolicy {

    private static final String HINT_RULE = "gateway-hint";

    private RecognitionPolicy() {}

    /** Empty for a text that means nothing for consent. */
    public static Optional<Recognition> recognise(InboundText text, Vocabulary vocabulary) {
        return decide(vocabulary.read(text.body()), text.hint());
    }

    /** The same for a text that has been read. */
    public static Optional<Recognition> decide(Optional<Reading> ours, GatewayHint hint) {
        if (hint == GatewayHint.STOP && !means(ours, Meaning.OPT_OUT)) {
            return Optional.of(new Recognition(
                    Meaning.OPT_OUT,
                    ours.map(Reading::evidence).orElse(""),
                    ours.map(reading -> HINT_RULE + " over " + reading.meaning())
                            .orElse(HINT_RULE),
                    false));
        }
        return ours.map(reading ->
                new Recognition(reading.meaning(), reading.evidence(), reading.rule(), reading.stopsEverything()));
    }

    /** Whether the gateway said what it made of the text, and it is not what we made of it. */
    public static boolean disagree(Optional<Reading> ours, GatewayHint hint) {
        return switch (hint) {
            case NONE -> false;
            case STOP -> !means(ours, Meaning.OPT_OUT);
            case START -> !means(ours, Meaning.OPT_IN);
            case HELP -> !means(ours, Meaning.HELP);
        };
    }

    private static boolean means(Optional<Reading> reading, Meaning meaning) {
        return reading.filter(read -> read.meaning() == meaning).isPresent();
    }
}
