package dev.greenlight.smsinbound.webhook;

import java.time.Duration;
import java.time.Instant;

/** The time at which a gateway says that it signed a call, in Unix seconds. */
public final class SigningTime {

    private static final int MOST_DIGITS = 12;

    private SigningTime() {}

    /** Whether the text is whole seconds in ASCII digits, and no further from now than the window, in both directions. */
    public static boolean isWithin(Duration window, String unixSeconds, Instant now) {
        return isWithin(window, window, unixSeconds, now);
    }

    /**
     * The same for a gateway that repeats a call with the signature that it had first.
     *
     * @param oldest how long ago it may be
     * @param mostAhead how far the gateway's clock may be ahead of ours
     */
    public static boolean isWithin(Duration oldest, Duration mostAhead, String unixSeconds, Instant now) {
        if (!isSeconds(unixSeconds)) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(unixSeconds));
        return !signed.isBefore(now.minus(oldest)) && !signed.isAfter(now.plus(mostAhead));
    }

    private static boolean isSeconds(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
