package dev.greenlight.eligibility.domain.quiethours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hours at the times of day when clocks are set, which those of no law are. */
class LocalHoursTest {

    /** Set by an hour at two, at midnight, and by half an hour. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("America/Phoenix"));

    @Test
    void theFirstInstantIsTheOneThatAScanOfEveryMinuteFinds() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            ZoneId zone = ZONES.get(i % ZONES.size());
            int from = random.nextInt(0, 240);
            var odd = new Window(from, random.nextInt(from, 300));
            var even = new Window(random.nextInt(0, 1_000), random.nextInt(1_000, 1_441));
            var hours = new LocalHours(zone, date -> date.toEpochDay() % 2 == 0 ? even : odd);
            Instant now = aroundAChange(zone, random);
            boolean wanted = random.nextBoolean();
            Instant before = now.plus(2, ChronoUnit.DAYS);

            assertThat(hours.first(wanted, now, before))
                    .as("%s, %s, %s, %s from %s", zone, odd, even, wanted, now)
                    .isEqualTo(scan(hours, wanted, now, before));
        }
    }

    @Test
    void anHourThatTheClockShowsTwiceOpensTwice() {
        var hours = new LocalHours(ZoneId.of("America/New_York"), date -> new Window(60, 90));
        Instant horizon = Instant.parse("2026-11-02T00:00:00Z");

        assertThat(hours.first(true, Instant.parse("2026-11-01T04:00:00Z"), horizon))
                .isEqualTo("2026-11-01T05:00:00Z");
        assertThat(hours.first(true, Instant.parse("2026-11-01T05:30:00Z"), horizon))
                .isEqualTo("2026-11-01T06:00:00Z");
    }

    @Test
    void anHourThatTheClockSkipsOpensWhereItGoesOn() {
        var hours = new LocalHours(ZoneId.of("America/New_York"), date -> new Window(150, 300));

        assertThat(hours.first(true, Instant.parse("2026-03-08T06:00:00Z"), Instant.parse("2026-03-09T00:00:00Z")))
                .isEqualTo("2026-03-08T07:00:00Z");
    }

    private static @Nullable Instant scan(LocalHours hours, boolean wanted, Instant now, Instant before) {
        if (hours.isOpen(now) == wanted) {
            return now;
        }
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        while (minute.isBefore(before)) {
            if (hours.isOpen(minute) == wanted) {
                return minute;
            }
            minute = minute.plus(1, ChronoUnit.MINUTES);
        }
        return null;
    }

    private static Instant aroundAChange(ZoneId zone, SplittableRandom random) {
        Instant somewhere = LocalDate.of(2026, 1, 1)
                .plusDays(random.nextInt(0, 365))
                .atStartOfDay(zone)
                .toInstant();
        var change = zone.getRules().nextTransition(somewhere);
        return (change == null ? somewhere : change.getInstant()).plusSeconds(random.nextInt(-90_000, 90_000));
    }
}
