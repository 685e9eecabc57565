package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.HeldTexts.HeldText;
import java.util.List;

/** What became of a verdict on held texts. */
public sealed interface ReviewDecision {

    /**
     * It counts.
     *
     * @param read the texts it was about, in the order of their times
     */
    record Decided(List<HeldText> read, ConsentDecision decision) implements ReviewDecision {}

    /** None of the texts is held, any more or at all. */
    record NothingHeld() implements ReviewDecision {}

    /** The number sent another text, which nobody has read yet. */
    record MoreHeld() implements ReviewDecision {}

    /** The same verdict was decided on before. */
    record Repeated() implements ReviewDecision {}
}
