package dev.greenlight.consent.domain.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The texts that may be a revocation and wait for a person's eyes: while there is one, nothing is marketed.
 *
 * @param texts in the order of their times, at most {@link #MOST}
 */
public record HeldTexts(List<HeldText> texts) {

    /** What one number can make a person read at once; of more, the latest are kept. */
    public static final int MOST = 50;

    public static final HeldTexts NONE = new HeldTexts(List.of());

    private static final Comparator<HeldText> IN_ORDER =
            Comparator.comparing(HeldText::receivedAt).thenComparing(HeldText::eventId);

    /** One text: its identity and when it was received. */
    public record HeldText(String eventId, Instant receivedAt) {}

    /** Keeps the list as it is: callers hand over a list that nobody changes any more. */
    public HeldTexts {}

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** When the earliest was received. There has to be one. */
    public Instant since() {
        return texts.getFirst().receivedAt();
    }

    HeldTexts with(HeldText text) {
        var more = new ArrayList<>(texts);
        more.add(text);
        more.sort(IN_ORDER);
        return new HeldTexts(List.copyOf(more.subList(Math.max(0, more.size() - MOST), more.size())));
    }

    HeldTexts without(Collection<String> eventIds) {
        return new HeldTexts(texts.stream()
                .filter(text -> !eventIds.contains(text.eventId()))
                .toList());
    }

    /** Those that what the person said clearly, then or later, has not answered. */
    HeldTexts unansweredBy(Consent consent) {
        if (texts.isEmpty()) {
            return this;
        }
        return new HeldTexts(texts.stream()
                .filter(text -> !consent.isLaterOptIn(text.receivedAt()) && !consent.isOptedOutAt(text.receivedAt()))
                .toList());
    }
}
