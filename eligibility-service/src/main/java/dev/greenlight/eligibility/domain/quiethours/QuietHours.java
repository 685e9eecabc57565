package dev.greenlight.eligibility.domain.quiethours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When marketing texts may arrive: inside the hours of every rule of every place where the phone can be, each on the
 * clock of that place.
 */
public final class QuietHours {

    /** Longer than any row of days without hours can be, so that what is not found in it will not come. */
    private static final Duration HORIZON = Duration.ofDays(366);

    private final List<QuietHoursRule> rules;
    private final List<Holiday> holidays;
    private final Map<String, List<QuietHoursRule>> byState = new ConcurrentHashMap<>();

    /** By the tables of this service. */
    public QuietHours() {
        this(ReviewedTable.named("rules.txt"), ReviewedTable.named("holidays.txt"));
    }

    QuietHours(ReviewedTable rules, ReviewedTable holidays) {
        this(rules.rows(7, QuietHoursRule::parse), holidays.rows(3, Holiday::parse));
    }

    private QuietHours(List<QuietHoursRule> rules, List<Holiday> holidays) {
        this.rules = List.copyOf(rules);
        this.holidays = List.copyOf(holidays);
    }

    /** With more rules, all of which must be kept too. */
    public QuietHours and(List<QuietHoursRule> more) {
        var all = new ArrayList<>(rules);
        all.addAll(more);
        return new QuietHours(all, holidays);
    }

    public List<QuietHoursRule> rules() {
        return rules;
    }

    /**
     * How it is, and until when.
     *
     * @param where all the places where the phone can be
     * @param now the instant that is asked about
     * @param tenant what the company takes away beside the law
     */
    public Standing at(Whereabouts where, Instant now, TenantQuietHours tenant) {
        List<LocalHours> hours =
                where.places().stream().map(place -> hoursAt(place, tenant)).toList();
        Instant horizon = now.plus(HORIZON);
        return hours.stream().allMatch(each -> each.isOpen(now))
                ? new Standing(true, firstClosed(hours, now, horizon))
                : new Standing(false, firstOpen(hours, now, horizon));
    }

    /** The limits that are in force at any of the places, on whatever day of the week. */
    public Set<FrequencyCap> capsAt(Whereabouts where, Instant now) {
        Set<FrequencyCap> caps = new HashSet<>();
        for (Place place : where.places()) {
            for (QuietHoursRule rule : rulesOf(place.state())) {
                if (rule.cap() != null && rule.isInForce(LocalDate.ofInstant(now, place.zone()))) {
                    caps.add(rule.cap());
                }
            }
        }
        return caps;
    }

    /** The most texts and the longest stretch of all limits; no texts where there is no limit. */
    public FrequencyCap widestCap() {
        var widest = new FrequencyCap(0, Duration.ZERO);
        for (QuietHoursRule rule : rules) {
            FrequencyCap cap = rule.cap();
            if (cap != null) {
                widest = widest.or(cap);
            }
        }
        return widest;
    }

    /** The hours of a state on one of its days. */
    Window windowOn(String state, LocalDate date, TenantQuietHours tenant) {
        boolean holiday = isHoliday(state, date);
        Window window = tenant.on(date);
        for (QuietHoursRule rule : rulesOf(state)) {
            if (rule.holdsOn(date, holiday)) {
                window = window.and(rule.hours());
            }
        }
        return window;
    }

    private boolean isHoliday(String state, LocalDate date) {
        for (Holiday holiday : holidays) {
            if (holiday.isKept(state, date)) {
                return true;
            }
        }
        return false;
    }

    private List<QuietHoursRule> rulesOf(String state) {
        return byState.computeIfAbsent(
                state,
                unknown -> rules.stream().filter(rule -> rule.holdsIn(state)).toList());
    }

    private LocalHours hoursAt(Place place, TenantQuietHours tenant) {
        return new LocalHours(place.zone(), date -> windowOn(place.state(), date, tenant));
    }

    private static @Nullable Instant firstClosed(List<LocalHours> hours, Instant now, Instant horizon) {
        Instant first = null;
        for (LocalHours each : hours) {
            Instant closed = each.first(false, now, first == null ? horizon : first);
            first = closed == null ? first : closed;
        }
        return first;
    }

    /** Goes on to the opening of the place that opens last until none is closed: no open instant lies before it. */
    private static @Nullable Instant firstOpen(List<LocalHours> hours, Instant now, Instant horizon) {
        Instant candidate = now;
        while (true) {
            Instant latest = candidate;
            for (LocalHours each : hours) {
                Instant open = each.first(true, latest, horizon);
                if (open == null) {
                    return null;
                }
                latest = open;
            }
            if (latest.equals(candidate)) {
                return candidate;
            }
            candidate = latest;
        }
    }
}
