package dev.greenlight.eligibility.domain.quiethours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final QuietHours HOURS = new QuietHours();
    private static final PlaceDirectory PLACES = new PlaceDirectory();

    @ParameterizedTest
    @CsvSource({
        // the federal hours, in a state that has none of its own
        "OH, 2026-01-15T12:59:59Z, false",
        "OH, 2026-01-15T13:00:00Z, true",
        "OH, 2026-01-16T01:59:59Z, true",
        "OH, 2026-01-16T02:00:00Z, false",
        // clocks are set on 8 March and on 1 November
        "OH, 2026-03-07T12:00:00Z, false",
        "OH, 2026-03-08T12:00:00Z, true",
        "OH, 2026-11-01T12:59:59Z, false",
        "OH, 2026-11-01T13:00:00Z, true",
        "HI, 2026-07-15T17:59:59Z, false",
        "HI, 2026-07-15T18:00:00Z, true",
        // Florida and Texas have a strip in another zone
        "FL, 2026-07-15T23:59:59Z, true",
        "FL, 2026-07-16T00:00:00Z, false",
        "TX, 2026-07-19T17:59:59Z, false",
        "TX, 2026-07-19T18:00:00Z, true",
        "TX, 2026-07-20T14:59:59Z, false",
        "TX, 2026-07-20T15:00:00Z, true",
        "KY, 2026-07-15T14:59:59Z, false",
        "KY, 2026-07-15T15:00:00Z, true",
        "CT, 2026-07-15T13:00:00Z, true",
        "CT, 2026-07-15T12:59:59Z, false",
        "CT, 2026-07-16T00:00:00Z, false",
        // weekdays until six, Saturdays from ten to five, no Sundays
        "RI, 2026-07-15T21:59:59Z, true",
        "RI, 2026-07-15T22:00:00Z, false",
        "RI, 2026-07-18T13:59:59Z, false",
        "RI, 2026-07-18T14:00:00Z, true",
        "RI, 2026-07-18T21:00:00Z, false",
        "RI, 2026-07-19T16:00:00Z, false",
        "MS, 2026-07-19T18:00:00Z, false",
        "MS, 2026-07-20T18:00:00Z, true",
        // Thanksgiving, and the Friday on which the Fourth of July is kept
        "PA, 2026-11-26T17:00:00Z, false",
        "PA, 2026-11-27T17:00:00Z, true",
        "LA, 2026-11-27T17:00:00Z, false",
        "UT, 2026-07-03T18:00:00Z, false",
        "OH, 2026-07-03T18:00:00Z, true",
        "ON, 2026-07-18T22:00:00Z, false",
    })
    void hoursAreThoseOfTheState(String state, Instant now, boolean open) {
        assertThat(at(PLACES.ofState(state).orElseThrow(), now).open()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "+14805550100, 2026-07-15T14:59:59Z, 2026-07-15T15:00:00Z", // Phoenix has no summer time
        "+12125550100, 2026-07-16T01:00:00Z, 2026-07-16T12:00:00Z", // over midnight
        "+14015550100, 2026-07-17T22:00:00Z, 2026-07-18T14:00:00Z", // Friday evening to Saturday at ten
        "+14015550100, 2026-07-18T21:00:00Z, 2026-07-20T13:00:00Z", // Saturday to Monday
        "+18015550100, 2026-07-25T03:00:00Z, 2026-07-25T14:00:00Z", // after Pioneer Day
        "+18015550100, 2026-07-24T03:00:00Z, 2026-07-25T14:00:00Z", // before it
        "+18505550100, 2026-07-15T12:30:00Z, 2026-07-15T13:00:00Z", // eight in Pensacola too
        "+12125550100, 2026-11-01T01:00:00Z, 2026-11-01T13:00:00Z", // the night in which an hour is added
        "+12125550100, 2026-03-08T02:00:00Z, 2026-03-08T12:00:00Z", // the night in which one is missing
        "+18005550100, 2026-07-15T12:00:00Z, 2026-07-15T19:00:00Z", // anywhere: eight in Pago Pago, eleven hours behind
    })
    void whatIsClosedSaysWhenItOpens(String number, Instant now, Instant opens) {
        assertThat(at(PLACES.ofAddress(number), now)).isEqualTo(new Standing(false, opens));
    }

    @Test
    void aPostalAddressAddsItsHours() {
        Whereabouts newYorker = PLACES.ofAddress("+12125550100");
        Instant eightInNewYork = Instant.parse("2026-07-15T12:00:00Z");

        assertThat(at(newYorker, eightInNewYork).open()).isTrue();
        assertThat(at(newYorker.and(PLACES.ofZip("94105").orElseThrow()), eightInNewYork))
                .isEqualTo(new Standing(false, Instant.parse("2026-07-15T15:00:00Z")));
    }

    @Test
    void whatIsOpenSaysWhenTheFirstPlaceCloses() {
        assertThat(at(PLACES.ofAddress("+18505550100"), Instant.parse("2026-07-15T18:00:00Z")))
                .isEqualTo(new Standing(true, Instant.parse("2026-07-16T00:00:00Z")));
    }

    @Test
    void aRuleCountsFromItsFirstDayToTheDayBeforeItsLast() {
        var hours = new QuietHours(
                table(
                        "* | Mon-Sun | 08:00-21:00 | - | - | - | federal",
                        "US-OH | Mon-Sun | 10:00-12:00 | - | 2026-05-05 | 2026-05-06 | an example"),
                table());

        assertThat(hours.windowOn("US-OH", LocalDate.of(2026, 5, 4), TenantQuietHours.NONE))
                .isEqualTo(new Window(480, 1_260));
        assertThat(hours.windowOn("US-OH", LocalDate.of(2026, 5, 5), TenantQuietHours.NONE))
                .isEqualTo(new Window(600, 720));
        assertThat(hours.windowOn("US-OH", LocalDate.of(2026, 5, 6), TenantQuietHours.NONE))
                .isEqualTo(new Window(480, 1_260));
    }

    @Test
    void texasHadTheFederalHoursBeforeItsLaw() {
        assertThat(HOURS.windowOn("US-TX", LocalDate.of(2025, 8, 31), TenantQuietHours.NONE))
                .isEqualTo(new Window(480, 1_260));
        assertThat(HOURS.windowOn("US-TX", LocalDate.of(2025, 9, 7), TenantQuietHours.NONE))
                .isEqualTo(new Window(720, 1_260));
    }

    private static Standing at(Whereabouts where, Instant now) {
        return HOURS.at(where, now, TenantQuietHours.NONE);
    }

    private static ReviewedTable table(String... lines) {
        return new ReviewedTable("example", List.of(lines));
    }
}
