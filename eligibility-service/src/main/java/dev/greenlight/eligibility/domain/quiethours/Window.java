package dev.greenlight.eligibility.domain.quiethours;

/**
 * Part of a day.
 *
 * @param from its first minute, from 0
 * @param until the first minute that is not in it, up to 1440; empty where that is not after the first
 */
public record Window(int from, int until) {

    public static final Window WHOLE_DAY = new Window(0, 24 * 60);
    public static final Window NEVER = new Window(0, 0);

    /**
     * @param text such as {@code 09:00-21:30}, or {@code none}
     * @throws IllegalArgumentException for anything else
     */
    static Window parse(String text) {
        if (text.equals("none")) {
            return NEVER;
        }
        if (!text.matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
            throw new IllegalArgumentException("Hours look like 09:00-21:30");
        }
        var window = new Window(minute(text, 0), minute(text, 6));
        if (window.isEmpty() || window.until > WHOLE_DAY.until) {
            throw new IllegalArgumentException("Hours begin before they end, within a day");
        }
        return window;
    }

    public boolean isEmpty() {
        return from >= until;
    }

    boolean contains(int minuteOfDay) {
        return from <= minuteOfDay && minuteOfDay < until;
    }

    /** What is in both. */
    public Window and(Window other) {
        return new Window(Math.max(from, other.from), Math.min(until, other.until));
    }

    private static int minute(String text, int at) {
        int minutes = Integer.parseInt(text, at + 3, at + 5, 10);
        if (minutes > 59) {
            throw new IllegalArgumentException("An hour has 60 minutes");
        }
        return Integer.parseInt(text, at, at + 2, 10) * 60 + minutes;
    }
}
