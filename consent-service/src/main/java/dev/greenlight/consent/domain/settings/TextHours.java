package dev.greenlight.consent.domain.settings;

import java.time.DayOfWeek;

/**
 * When marketing texts may arrive on one day of the week, on the clock of the place where the phone can be.
 *
 * @param day of the week
 * @param from the first minute of the day in which they may arrive, from 0
 * @param until the first minute after that in which they may not, up to 1440; with 0 and 0 none may arrive on that day
 */
public record TextHours(DayOfWeek day, int from, int until) {

    /** Of a day on which none may arrive. */
    public static TextHours none(DayOfWeek day) {
        return new TextHours(day, 0, 0);
    }

    /** Whether any may arrive on that day. */
    public boolean any() {
        return from < until;
    }
}
