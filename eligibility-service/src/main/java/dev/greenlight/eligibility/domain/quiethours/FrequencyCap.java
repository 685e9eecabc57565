package dev.greenlight.eligibility.domain.quiethours;

import java.time.Duration;

/**
 * How many marketing texts an address may get.
 *
 * @param texts at most so many
 * @param within in any stretch of this length
 */
public record FrequencyCap(int texts, Duration within) {

    /** As many texts and as long a stretch as either. */
    FrequencyCap or(FrequencyCap other) {
        return new FrequencyCap(
                Math.max(texts, other.texts), within.compareTo(other.within) < 0 ? other.within : within);
    }

    /**
     * @param text such as {@code 3/24}: texts and hours
     * @throws IllegalArgumentException for anything else
     */
    static FrequencyCap parse(String text) {
        if (!text.matches("[1-9]\\d?/[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException("A limit looks like 3/24");
        }
        int slash = text.indexOf('/');
        return new FrequencyCap(
                Integer.parseInt(text, 0, slash, 10),
                Duration.ofHours(Integer.parseInt(text, slash + 1, text.length(), 10)));
    }
}
