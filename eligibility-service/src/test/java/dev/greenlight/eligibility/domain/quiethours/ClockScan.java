package dev.greenlight.eligibility.domain.quiethours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Quiet hours straight from the table, the simplest way there is: text against text, minute by minute. Knows the
 * holidays of the year from May 2026 by their dates. Shares no code with what it is compared to.
 */
final class ClockScan {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE", Locale.ROOT);
    private static final List<String> WEEK = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private static final Set<String> FEDERAL = Set.of(
            "2026-05-25",
            "2026-06-19",
            "2026-07-03",
            "2026-07-04",
            "2026-09-07",
            "2026-10-12",
            "2026-11-11",
            "2026-11-26",
            "2026-12-25",
            "2027-01-01",
            "2027-01-18",
            "2027-02-15");
    private static final Set<String> ALABAMA = Set.of("2026-06-01", "2026-12-01", "2027-02-09", "2027-04-26");
    private static final Set<String> LOUISIANA =
            Set.of("2026-11-01", "2026-11-02", "2026-11-03", "2026-11-27", "2027-01-08", "2027-02-09", "2027-03-26");
    private static final Set<String> PENNSYLVANIA = Set.of("2026-06-14", "2026-06-15", "2026-11-03", "2027-03-26");
    private static final Set<String> RHODE_ISLAND = Set.of("2026-05-04", "2026-08-10", "2026-11-03");
    private static final Set<String> UTAH = Set.of("2026-07-24");

    private final List<String[]> lines;

    ClockScan() {
        try {
            lines = Files.readAllLines(Path.of("src/main/resources/quiet-hours/rules.txt")).stream()
                    .filter(line -> line.contains("|") && !line.startsWith("#"))
                    .map(line -> line.split(" *\\| *"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOpen(Set<Place> places, Instant instant) {
        return places.stream().allMatch(place -> isOpen(place, instant.atZone(place.zone())));
    }

    /** The first whole minute at which it is open, or closed; at the longest ten days are tried. */
    Instant first(boolean open, Set<Place> places, Instant from) {
        Instant minute = from;
        for (int i = 0; i < 10 * 24 * 60; i++) {
            if (isOpen(places, minute) == open) {
                return minute;
            }
            minute = Instant.ofEpochSecond((minute.getEpochSecond() / 60 + 1) * 60);
        }
        throw new AssertionError("Nothing within ten days of " + from + " at " + places);
    }

    private boolean isOpen(Place place, ZonedDateTime local) {
        return lines.stream().allMatch(cells -> !isAbout(cells, place.state(), local) || isWithin(cells[2], local));
    }

    private boolean isAbout(String[] cells, String state, ZonedDateTime local) {
        if (!cells[0].equals("*") && !cells[0].equals(state) && !cells[0].equals(state.substring(0, 2))) {
            return false;
        }
        String date = local.toLocalDate().toString();
        boolean then = (cells[4].equals("-") || date.compareTo(cells[4]) >= 0)
                && (cells[5].equals("-") || date.compareTo(cells[5]) < 0);
        return then && isDay(cells[1], state, local);
    }

    private static boolean isDay(String days, String state, ZonedDateTime local) {
        for (String part : days.split(",")) {
            if (part.equals("Holiday")) {
                if (isHoliday(state, local.toLocalDate())) {
                    return true;
                }
            } else {
                String[] ends = part.split("-");
                int day = WEEK.indexOf(DAY.format(local));
                if (day >= WEEK.indexOf(ends[0]) && day <= WEEK.indexOf(ends[ends.length - 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isHoliday(String state, LocalDate date) {
        Set<String> own = switch (state) {
            case "US-AL" -> ALABAMA;
            case "US-LA" -> LOUISIANA;
            case "US-PA" -> PENNSYLVANIA;
            case "US-RI" -> RHODE_ISLAND;
            case "US-UT" -> UTAH;
            default -> Set.of();
        };
        return state.startsWith("US-") && FEDERAL.contains(date.toString()) || own.contains(date.toString());
    }

    private static boolean isWithin(String hours, ZonedDateTime local) {
        if (hours.equals("none")) {
            return false;
        }
        String time = TIME.format(local);
        return time.compareTo(hours.substring(0, 5)) >= 0 && time.compareTo(hours.substring(6)) < 0;
    }
}
