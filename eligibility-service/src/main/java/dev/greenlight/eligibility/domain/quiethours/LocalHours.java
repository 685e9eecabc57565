package dev.greenlight.eligibility.domain.quiethours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hours on the clock of one zone, day for day.
 *
 * @param zone whose clock it is
 * @param windows the hours of each day
 */
record LocalHours(ZoneId zone, Function<LocalDate, Window> windows) {

    boolean isOpen(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return windows.apply(local.toLocalDate()).contains(local.getHour() * 60 + local.getMinute());
    }

    /**
     * The first instant at which it is open, or closed.
     *
     * @param from itself, where it is so then
     * @param before how far to look
     * @return null where it is not so before then
     */
    @Nullable Instant first(boolean open, Instant from, Instant before) {
        if (isOpen(from) == open) {
            return from;
        }
        LocalDate date = from.atZone(zone).toLocalDate();
        while (true) {
            for (Instant change : changesOn(date)) {
                if (!change.isBefore(before)) {
                    return null;
                }
                if (change.isAfter(from) && isOpen(change) == open) {
                    return change;
                }
            }
            date = date.plusDays(1);
        }
    }

    /**
     * All instants of a day at which it can change, in order: its beginning, the ends of the window each time the clock
     * shows them, and where the clock is set.
     */
    private List<Instant> changesOn(LocalDate date) {
        Window window = windows.apply(date);
        Instant midnight = date.atStartOfDay(zone).toInstant();
        var changes = new ArrayList<Instant>();
        changes.add(midnight);
        if (!window.isEmpty()) {
            addInstantsAt(date, window.from(), changes);
            addInstantsAt(date, window.until(), changes);
        }
        ZoneRules rules = zone.getRules();
        Instant nextMidnight = date.plusDays(1).atStartOfDay(zone).toInstant();
        ZoneOffsetTransition set = rules.nextTransition(midnight);
        if (set != null && set.getInstant().isBefore(nextMidnight)) {
            changes.add(set.getInstant());
        }
        Collections.sort(changes);
        return changes;
    }

    /** Twice where the clock is set back over the minute, never where it is set forward over it. */
    private void addInstantsAt(LocalDate date, int minuteOfDay, List<Instant> changes) {
        if (minuteOfDay < Window.WHOLE_DAY.until()) {
            var local = LocalDateTime.of(date, LocalTime.of(minuteOfDay / 60, minuteOfDay % 60));
            for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
                changes.add(local.toInstant(offset));
            }
        }
    }
}
