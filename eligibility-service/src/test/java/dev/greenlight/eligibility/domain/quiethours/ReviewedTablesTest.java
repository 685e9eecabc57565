package dev.greenlight.eligibility.domain.quiethours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that people change: what is in them, and that a slip is noticed at the start and named. */
class ReviewedTablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "US-OH | Mon-Sun | 08:00-21:00 | - | - | -",
                "US-OH | Mon-Sun | 08:00-21:00 | - | - | - | ",
                "US-OH | Monday | 08:00-21:00 | - | - | - | a law",
                "US-OH | Sun-Mon | 08:00-21:00 | - | - | - | a law",
                "US-OH | Mon-Sun | 8-21 | - | - | - | a law",
                "US-OH | Mon-Sun | 21:00-08:00 | - | - | - | a law",
                "US-OH | Mon-Sun | 08:00-24:01 | - | - | - | a law",
                "US-OH | Mon-Sun | 08:60-21:00 | - | - | - | a law",
                "US-OH | Mon-Sun | 08:00-21:00 | three | - | - | a law",
                "US-OH | Mon-Sun | 08:00-21:00 | 0/24 | - | - | a law",
                "US-OH | Mon-Sun | 08:00-21:00 | - | soon | - | a law"
            })
    void aRuleThatCannotBeReadIsNamedByItsLine(String line) {
        assertNamed(line, 7, QuietHoursRule::parse);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"US | Jly 4 | x", "US | Jul 32 | x", "US | Mo from Jul 4 | x", "US | Easter | x", "US | Jul 4"})
    void aHolidayThatCannotBeReadIsNamedByItsLine(String line) {
        assertNamed(line, 3, Holiday::parse);
    }

    @Test
    void aPlaceThatCannotBeReadIsNamedByItsLine() {
        assertThatThrownBy(() -> new PlaceDirectory(table("US-OH | America/Ohio | 614"), table()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Line 1 of example");
        assertThatThrownBy(
                        () -> new PlaceDirectory(table("US-OH | America/New_York | 614"), table("", "US-QQ | 430-459")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Line 2 of example");
    }

    @Test
    void everyRuleIsAboutAPlaceThatThereIs() {
        var states = new PlaceDirectory().states();

        assertThat(new QuietHours().rules())
                .hasSizeGreaterThan(25)
                .allMatch(rule -> rule.where().equals("*") || states.stream().anyMatch(rule::holdsIn));
        assertThat(ReviewedTable.named("holidays.txt").rows(3, List::getFirst))
                .allMatch(where -> where.equals("US") || states.contains(where));
    }

    @Test
    void theStatesWithALimitAreThoseOfTheirLaws() {
        assertThat(new QuietHours().rules())
                .filteredOn(rule -> rule.cap() != null)
                .extracting(QuietHoursRule::where)
                .containsExactly("US-FL", "US-MD", "US-OK", "US-OR");
    }

    @ParameterizedTest
    @CsvSource({
        "US-OH, 2026-01-01, true",
        "US-OH, 2027-01-01, true",
        "US-OH, 2027-12-31, true", // New Year's Day of 2028 is a Saturday
        "US-OH, 2028-01-03, false",
        "US-OH, 2023-01-02, true", // that of 2023 was a Sunday
        "US-OH, 2026-01-19, true",
        "US-OH, 2026-01-12, false",
        "US-OH, 2026-05-25, true",
        "US-OH, 2026-05-18, false",
        "US-OH, 2026-11-26, true",
        "US-OH, 2026-11-27, false",
        "US-LA, 2026-02-17, true", // Mardi Gras
        "US-LA, 2026-04-03, true", // Good Friday
        "US-PA, 2026-04-03, true",
        "US-OH, 2026-04-03, false",
        "US-RI, 2026-08-10, true",
        "CA-ON, 2026-07-04, false"
    })
    void holidaysAreOnTheirDays(String state, LocalDate date, boolean holiday) {
        List<Holiday> holidays = ReviewedTable.named("holidays.txt").rows(3, Holiday::parse);

        assertThat(holidays.stream().anyMatch(each -> each.isKept(state, date))).isEqualTo(holiday);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1981-04-19",
                "1954-04-18",
                "2000-04-23",
                "2008-03-23",
                "2011-04-24",
                "2024-03-31",
                "2025-04-20",
                "2026-04-05",
                "2027-03-28",
                "2038-04-25",
                "2049-04-18",
                "2285-03-22"
            })
    void easterIsOnItsSunday(LocalDate easter) {
        assertThat(Holiday.easter(easter.getYear())).isEqualTo(easter);
    }

    private static <T> void assertNamed(String line, int columns, Function<List<String>, T> reader) {
        assertThatThrownBy(() -> table("# a comment", line).rows(columns, reader))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Line 2 of example");
    }

    private static ReviewedTable table(String... lines) {
        return new ReviewedTable("example", List.of(lines));
    }
}
