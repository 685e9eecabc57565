package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.quiethours.Window;
import dev.greenlight.eligibility.stored.StoredTextHours;
import dev.greenlight.schemas.consent.TextHours;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads and keeps the hours of a company's own for marketing texts. */
final class TextHoursMapper {

    private TextHoursMapper() {}

    static TenantQuietHours toHours(List<TextHours> settings) {
        Map<DayOfWeek, Window> hours = new EnumMap<>(DayOfWeek.class);
        for (TextHours day : settings) {
            add(hours, day.getDay(), day.getFrom(), day.getUntil());
        }
        return of(hours);
    }

    static TenantQuietHours fromStore(List<StoredTextHours> stored) {
        Map<DayOfWeek, Window> hours = new EnumMap<>(DayOfWeek.class);
        for (StoredTextHours day : stored) {
            add(hours, day.getDay(), day.getFrom(), day.getUntil());
        }
        return of(hours);
    }

    static List<StoredTextHours> toStore(TenantQuietHours settings) {
        return settings.hours().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(day -> new StoredTextHours(
                        day.getKey().getValue(),
                        day.getValue().from(),
                        day.getValue().until()))
                .toList();
    }

    /** Of two for one day both count. */
    private static void add(Map<DayOfWeek, Window> hours, int day, int from, int until) {
        hours.merge(DayOfWeek.of(day), new Window(from, until), Window::and);
    }

    private static TenantQuietHours of(Map<DayOfWeek, Window> hours) {
        return hours.isEmpty() ? TenantQuietHours.NONE : new TenantQuietHours(hours);
    }
}
