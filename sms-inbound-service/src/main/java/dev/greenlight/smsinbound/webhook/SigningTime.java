package dev.greenlight.smsinbound.webhook;

import java.time.Duration;
import java.time.Instant;

/** The time at which a gateway says that it signed a call, in Unix seconds. */
public final class SigningTime {

    private static final int MOST_DIGITS = 12;

    private SigningTime() {}

    /** Whether the text is whole seconds in ASCII digits, and no further from now than the window, in both directions. */
    public static boolean isWithin(Duration window, String unixSeconds, Instant now) {
        return isSeconds(unixSeconds)
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(unixSeconds)), now)
                                .abs()
                                .compareTo(window)
                        <= 0;
    }

    private static boolean isSeconds(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
