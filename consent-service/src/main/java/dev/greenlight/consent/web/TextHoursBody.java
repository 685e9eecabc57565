package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.TextHours;
import java.time.DayOfWeek;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The hours of marketing texts on one day of the week as the office writes them.
 *
 * @param from such as 10:00; null on a day without texts
 * @param until such as 18:00, and 24:00 for the end of the day; null on a day without texts
 */
record TextHoursBody(
        DayOfWeek day, @Nullable String from, @Nullable String until) {

    private static final int MINUTES = 60;

    static TextHoursBody of(TextHours hours) {
        return hours.any()
                ? new TextHoursBody(hours.day(), time(hours.from()), time(hours.until()))
                : new TextHoursBody(hours.day(), null, null);
    }

    TextHours hours() {
        return from == null || until == null ? TextHours.none(day) : new TextHours(day, minute(from), minute(until));
    }

    /** The minute of the day. */
    static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * MINUTES + Integer.parseInt(time.substring(3));
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / MINUTES, minute % MINUTES);
    }
}
