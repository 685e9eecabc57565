package dev.greenlight.eligibility.domain.quiethours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every state and at every time, held against a scan of every minute. */
class QuietHoursPropertiesTest {

    private static final Instant FIRST = Instant.parse("2026-05-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("2027-03-26T00:00:00Z");
    private static final int INSTANTS_PER_STATE = 25;

    private static final QuietHours HOURS = new QuietHours();
    private static final PlaceDirectory PLACES = new PlaceDirectory();
    private static final ClockScan SCAN = new ClockScan();

    static Stream<String> states() {
        return PLACES.states().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateOpensAndClosesWhenAScanOfEveryMinuteSaysSo(String state) {
        Whereabouts where = PLACES.ofState(state.substring(3)).orElseThrow();
        var random = new SplittableRandom(state.hashCode());
        for (int i = 0; i < INSTANTS_PER_STATE; i++) {
            assertAgrees(where, instant(random));
        }
    }

    @Test
    void whatCanBeInTwoStatesKeepsTheHoursOfBoth() {
        List<String> states = states().filter(state -> !state.equals("US-GU") && !state.equals("US-MP"))
                .toList();
        var random = new SplittableRandom(2);
        for (int i = 0; i < 300; i++) {
            Whereabouts first = PLACES.ofState(any(states, random)).orElseThrow();
            Whereabouts second = PLACES.ofState(any(states, random)).orElseThrow();
            Instant now = instant(random);
            assertAgrees(first.and(second), now);
            assertThat(isOpen(first.and(second), now)).isEqualTo(isOpen(first, now) && isOpen(second, now));
        }
    }

    @Test
    void whatCanBeAnywhereIsOpenOnlyWhereEveryStateIs() {
        var random = new SplittableRandom(3);
        int open = 0;
        for (int i = 0; i < 60; i++) {
            Instant now = instant(random);
            assertAgrees(PLACES.anywhere(), now);
            open += isOpen(PLACES.anywhere(), now) ? 1 : 0;
        }
        assertThat(open).isBetween(1, 30);
    }

    @Test
    void whereTheClockIsSetTheHoursFollowIt() {
        var random = new SplittableRandom(4);
        List<Instant> changes = List.of(
                Instant.parse("2026-11-01T06:00:00Z"),
                Instant.parse("2026-11-01T09:00:00Z"),
                Instant.parse("2027-03-14T07:00:00Z"),
                Instant.parse("2027-03-14T10:00:00Z"));
        for (String state : states().toList()) {
            Whereabouts where = PLACES.ofState(state.substring(3)).orElseThrow();
            for (Instant change : changes) {
                assertAgrees(where, change.plusSeconds(random.nextInt(-86_400, 86_400)));
            }
        }
    }

    @Test
    void aCompanyTakesHoursAwayAndAddsNone() {
        var random = new SplittableRandom(5);
        List<String> states = states().toList();
        int taken = 0;
        for (int i = 0; i < 2_000; i++) {
            Whereabouts where = PLACES.ofState(any(states, random)).orElseThrow();
            Instant now = instant(random);
            boolean without = isOpen(where, now);
            boolean with = HOURS.at(where, now, tenant(random)).open();
            assertThat(with && !without).isFalse();
            taken += without && !with ? 1 : 0;
        }
        assertThat(taken).isPositive();
    }

    @Test
    void aCompanyThatLeavesNoHourIsNeverOpen() {
        Map<DayOfWeek, Window> never = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            never.put(day, Window.NEVER);
        }
        Whereabouts where = PLACES.ofState("OH").orElseThrow();

        assertThat(HOURS.at(where, FIRST, new TenantQuietHours(never))).isEqualTo(new Standing(false, null));
    }

    @Test
    void whatIsRememberedIsWhatWouldBeFoundOutAnew() {
        var random = new SplittableRandom(6);
        var remembered = new RememberedStandings(HOURS, 7);
        List<String> numbers = List.of("+12125550100", "+18505550100", "+12145550100", "+18005550100");
        List<TenantQuietHours> tenants = List.of(TenantQuietHours.NONE, tenant(random), tenant(random));
        Instant now = FIRST;
        for (int i = 0; i < 3_000; i++) {
            now = now.plusSeconds(random.nextInt(0, 1_200));
            Whereabouts where = PLACES.ofAddress(any(numbers, random));
            TenantQuietHours tenant = tenants.get(random.nextInt(tenants.size()));
            assertThat(remembered.at(where, now, tenant)).isEqualTo(HOURS.at(where, now, tenant));
            assertThat(remembered.size()).isLessThanOrEqualTo(7);
        }
    }

    private static void assertAgrees(Whereabouts where, Instant now) {
        Standing standing = HOURS.at(where, now, TenantQuietHours.NONE);
        assertThat(standing.open()).as("%s at %s", where, now).isEqualTo(SCAN.isOpen(where.places(), now));
        Instant until = Objects.requireNonNull(standing.until());
        assertThat(until).as("%s after %s", where, now).isEqualTo(SCAN.first(!standing.open(), where.places(), now));
        assertThat(isOpen(where, until)).isNotEqualTo(standing.open());
        assertThat(isOpen(where, until.minusSeconds(1))).isEqualTo(standing.open());
    }

    private static boolean isOpen(Whereabouts where, Instant now) {
        return HOURS.at(where, now, TenantQuietHours.NONE).open();
    }

    private static TenantQuietHours tenant(SplittableRandom random) {
        int from = random.nextInt(0, 1_440);
        var hours = new Window(from, random.nextInt(from, 1_441));
        return new TenantQuietHours(Map.of(DayOfWeek.of(random.nextInt(1, 7)), hours, DayOfWeek.SUNDAY, Window.NEVER));
    }

    private static Instant instant(SplittableRandom random) {
        return Instant.ofEpochSecond(random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond()));
    }

    private static String any(List<String> values, SplittableRandom random) {
        String value = values.get(random.nextInt(values.size()));
        return value.startsWith("+") ? value : value.substring(3);
    }
}
