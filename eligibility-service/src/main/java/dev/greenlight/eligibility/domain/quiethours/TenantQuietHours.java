package dev.greenlight.eligibility.domain.quiethours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/**
 * Hours that a company keeps beside those of the law. Both count, so a company can take hours away and add none.
 *
 * @param hours by day of the week, on the clock of the place where the phone is; a day that is missing is as the law
 *     has it
 */
public record TenantQuietHours(Map<DayOfWeek, Window> hours) {

    /** Of a company that is content with the law. */
    public static final TenantQuietHours NONE = new TenantQuietHours(Map.of());

    public TenantQuietHours {
        hours = Map.copyOf(hours);
    }

    Window on(LocalDate date) {
        return hours.getOrDefault(date.getDayOfWeek(), Window.WHOLE_DAY);
    }
}
