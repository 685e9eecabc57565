package dev.greenlight.consent.domain.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of one number that were decided on lately, so that a repeated delivery changes nothing even where it
 * carries a new time. Time is the texts' own: the newest text sets how far back is remembered.
 *
 * @param texts in order of arrival, at most {@link #MOST}
 */
public record SeenTexts(List<SeenText> texts) {

    /** Longer than the time in which any gateway repeats a delivery. */
    public static final Duration REMEMBERED_FOR = Duration.ofDays(7);

    /** What one number can make us keep. */
    public static final int MOST = 1_000;

    public static final SeenTexts NONE = new SeenTexts(List.of());

    /**
     * One text.
     *
     * @param forGood whether it stays known however long ago it was: a recorded opt-in or yes of a gateway that signs
     *     no time could else be played again years later, and opt in somebody who has said stop since, or was asked
     *     and has not answered
     */
    public record SeenText(String eventId, Instant receivedAt, boolean forGood) {}

    /** Keeps the list as it is: callers hand over a list that nobody changes any more. */
    public SeenTexts {}

    public boolean contains(String eventId) {
        // a plain loop: this runs for every text there is
        for (int i = texts.size() - 1; i >= 0; i--) {
            if (texts.get(i).eventId.equals(eventId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether so many texts came lately that the next would push one out that is still within its time. */
    public boolean isFullAt(Instant receivedAt) {
        return texts.size() >= MOST && remembered(receivedAt).size() >= MOST;
    }

    /** These and one more; what is too old, or too many, is forgotten, the earliest arrival first. */
    public SeenTexts with(String eventId, Instant receivedAt) {
        return with(new SeenText(eventId, receivedAt, false));
    }

    /** The same for a text that is never forgotten for its age. */
    public SeenTexts withForGood(String eventId, Instant receivedAt) {
        return with(new SeenText(eventId, receivedAt, true));
    }

    private SeenTexts with(SeenText text) {
        Instant receivedAt = text.receivedAt;
        List<SeenText> kept = remembered(receivedAt);
        int first = Math.max(0, kept.size() + 1 - MOST);
        List<SeenText> more = new ArrayList<>(kept.size() - first + 1);
        for (int i = first; i < kept.size(); i++) {
            more.add(kept.get(i));
        }
        more.add(text);
        return new SeenTexts(more);
    }

    private List<SeenText> remembered(Instant receivedAt) {
        Instant newest = receivedAt;
        Instant oldest = receivedAt;
        for (SeenText seen : texts) {
            newest = seen.receivedAt.isAfter(newest) ? seen.receivedAt : newest;
            oldest = !seen.forGood && seen.receivedAt.isBefore(oldest) ? seen.receivedAt : oldest;
        }
        Instant from = newest.minus(REMEMBERED_FOR);
        if (!oldest.isBefore(from)) {
            return texts;
        }
        List<SeenText> kept = new ArrayList<>(texts.size());
        for (SeenText seen : texts) {
            if (seen.forGood || !seen.receivedAt.isBefore(from)) {
                kept.add(seen);
            }
        }
        return kept;
    }
}
