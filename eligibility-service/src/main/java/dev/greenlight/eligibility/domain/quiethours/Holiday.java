package dev.greenlight.eligibility.domain.quiethours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A legal holiday.
 *
 * @param where a country or a state
 * @param name of the day
 * @param day by which it is known when it is
 */
record Holiday(String where, String name, Day day) {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern DATE = Pattern.compile("(?:(\\w{3}) from )?(\\w{3}) (\\d{1,2})");
    private static final Pattern EASTER = Pattern.compile("Easter ([+-]\\d{1,2})");

    /** When a holiday is. */
    sealed interface Day {

        boolean is(LocalDate date);

        /** The same day each year; kept on the working day beside it too when it falls on a weekend. */
        record Fixed(MonthDay monthDay) implements Day {
            @Override
            public boolean is(LocalDate date) {
                return isIt(date)
                        || date.getDayOfWeek() == DayOfWeek.FRIDAY && isIt(date.plusDays(1))
                        || date.getDayOfWeek() == DayOfWeek.MONDAY && isIt(date.minusDays(1));
            }

            private boolean isIt(LocalDate date) {
                return MonthDay.from(date).equals(monthDay);
            }
        }

        /** The first such day of the week on a date or after it. */
        record DayOfWeekFrom(DayOfWeek dayOfWeek, MonthDay from) implements Day {
            @Override
            public boolean is(LocalDate date) {
                LocalDate first = from.atYear(date.getYear());
                return date.getDayOfWeek() == dayOfWeek && !date.isBefore(first) && date.isBefore(first.plusWeeks(1));
            }
        }

        /** So many days after Easter Sunday, or before it. */
        record FromEaster(int days) implements Day {
            @Override
            public boolean is(LocalDate date) {
                return date.minusDays(days).equals(easter(date.getYear()));
            }
        }
    }

    /**
     * @param cells of a line of holidays.txt
     * @throws RuntimeException for cells that cannot be read
     */
    static Holiday parse(List<String> cells) {
        return new Holiday(cells.get(0), cells.get(2), day(cells.get(1)));
    }

    /** Whether the state keeps it on that day. */
    boolean isKept(String state, LocalDate date) {
        return (where.equals(state) || state.startsWith(where + '-')) && day.is(date);
    }

    private static Day day(String text) {
        Matcher easter = EASTER.matcher(text);
        if (easter.matches()) {
            return new Day.FromEaster(Integer.parseInt(easter.group(1)));
        }
        Matcher date = DATE.matcher(text);
        int month = date.matches() ? MONTHS.indexOf(date.group(2)) + 1 : 0;
        if (month == 0) {
            throw new IllegalArgumentException("No day that can be understood: " + text);
        }
        var monthDay = MonthDay.of(month, Integer.parseInt(date.group(3)));
        String dayOfWeek = date.group(1);
        return dayOfWeek == null
                ? new Day.Fixed(monthDay)
                : new Day.DayOfWeekFrom(QuietHoursRule.day(dayOfWeek), monthDay);
    }

    /** By the rule of the Gregorian calendar. */
    static LocalDate easter(int year) {
        int cycle = year % 19;
        int century = year / 100;
        int moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * cycle + 15) % 30;
        int fullMoon = moon - moon / 28 * (1 - moon / 28 * (29 / (moon + 1)) * ((21 - cycle) / 11));
        int weekday = (year + year / 4 + fullMoon + 2 - century + century / 4) % 7;
        int sinceMarch = fullMoon - weekday;
        int month = 3 + (sinceMarch + 40) / 44;
        return LocalDate.of(year, month, sinceMarch + 28 - 31 * (month / 4));
    }
}
