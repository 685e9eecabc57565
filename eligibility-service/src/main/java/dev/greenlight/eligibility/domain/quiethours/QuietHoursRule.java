package dev.greenlight.eligibility.domain.quiethours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a law says about the time of marketing texts.
 *
 * @param where {@code *} for everywhere, a country, or a state as in ISO 3166-2
 * @param days of the week on which it holds
 * @param onHolidays whether it holds on holidays, whatever day of the week they are
 * @param hours in which texts may arrive on such a day
 * @param cap how many may; null where the law does not say
 * @param from the first day on which it is in force; null where it always was
 * @param until the first day on which it is not any more; null where no such day is known
 * @param source where it is written
 */
public record QuietHoursRule(
        String where,
        Set<DayOfWeek> days,
        boolean onHolidays,
        Window hours,
        @Nullable FrequencyCap cap,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        String source) {

    private static final String HOLIDAY = "Holiday";
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    public QuietHoursRule {
        days = Collections.unmodifiableSet(days);
    }

    /**
     * @param cells of a line of rules.txt
     * @throws RuntimeException for cells that cannot be read
     */
    public static QuietHoursRule parse(List<String> cells) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        boolean onHolidays = false;
        for (String part : cells.get(1).split(",")) {
            if (part.equals(HOLIDAY)) {
                onHolidays = true;
            } else {
                int dash = part.indexOf('-');
                DayOfWeek first = day(dash < 0 ? part : part.substring(0, dash));
                DayOfWeek last = dash < 0 ? first : day(part.substring(dash + 1));
                days.addAll(EnumSet.range(first, last));
            }
        }
        String source = cells.get(6);
        if (source.isEmpty()) {
            throw new IllegalArgumentException("A rule says where it is written");
        }
        return new QuietHoursRule(
                cells.get(0),
                days,
                onHolidays,
                Window.parse(cells.get(2)),
                isMissing(cells.get(3)) ? null : FrequencyCap.parse(cells.get(3)),
                date(cells.get(4)),
                date(cells.get(5)),
                source);
    }

    boolean holdsIn(String state) {
        return where.equals("*") || where.equals(state) || state.startsWith(where + '-');
    }

    boolean isInForce(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (until == null || date.isBefore(until));
    }

    boolean holdsOn(LocalDate date, boolean holiday) {
        return isInForce(date) && (days.contains(date.getDayOfWeek()) || onHolidays && holiday);
    }

    static DayOfWeek day(String text) {
        int index = DAYS.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s is not one of %s", text, DAYS));
        }
        return DayOfWeek.of(index + 1);
    }

    private static @Nullable LocalDate date(String cell) {
        return isMissing(cell) ? null : LocalDate.parse(cell);
    }

    private static boolean isMissing(String cell) {
        return cell.equals("-");
    }
}
