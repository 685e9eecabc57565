package dev.greenlight.eligibility.domain.quiethours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceDirectoryTest {

    private static final PlaceDirectory PLACES = new PlaceDirectory();

    @ParameterizedTest
    @CsvSource({
        "+12125550100, US-NY America/New_York",
        "+19155550100, US-TX America/Denver",
        "+18085550100, US-HI Pacific/Honolulu",
        "+14165550100, CA-ON America/Toronto",
        "+17875550100, US-PR America/Puerto_Rico"
    })
    void anAreaCodeIsInItsState(String number, String place) {
        assertThat(texts(PLACES.ofAddress(number))).containsExactly(place);
    }

    /** Those that more than one source names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "850", "906", "208", "541", "605", "701", "308", "620", "785", "270", "423", "931", "812", "219", "574"
            })
    void anAreaCodeOnAZonesBorderIsInBoth(String areaCode) {
        assertThat(PLACES.ofAddress("+1" + areaCode + "5550100").places()).hasSize(2);
    }

    @Test
    void provincesThatShareAnAreaCodeAreAllPossible() {
        assertThat(texts(PLACES.ofAddress("+19025550100")))
                .containsExactlyInAnyOrder("CA-NS America/Halifax", "CA-PE America/Halifax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+18005550100",
                "+12425550100",
                "+19995550100",
                "+442071838750",
                "+1212555010",
                "jo@example.com",
                "+1ab@x.com.us",
                "+1ab@x.co.us",
                "+1a@exam.org"
            })
    void whatIsInNoAreaCanBeAnywhere(String address) {
        assertThat(PLACES.ofAddress(address)).isSameAs(PLACES.anywhere());
    }

    @Test
    void anywhereIsEveryStateButTheIslandsBeyondTheDateLine() {
        assertThat(PLACES.anywhere().places().stream().map(Place::state).collect(Collectors.toSet()))
                .hasSize(PLACES.states().size() - 2)
                .doesNotContain("US-GU", "US-MP");
        assertThat(PLACES.states()).hasSize(56 + 13);
    }

    @ParameterizedTest
    @CsvSource({
        "10001, US-NY",
        "94105-1234, US-CA",
        "606010000, US-IL",
        "05501, US-MA",
        "73301, US-TX",
        "00801, US-VI",
        "96799, US-HI",
        "20001, US-DC",
        "20101, US-VA"
    })
    void aZipCodeIsInItsState(String zip, String state) {
        assertThat(PLACES.ofZip(zip).orElseThrow().places())
                .extracting(Place::state)
                .containsOnly(state);
    }

    @Test
    void zipCodesOfTwoStatesAreInBoth() {
        assertThat(PLACES.ofZip("06390").orElseThrow().places())
                .extracting(Place::state)
                .containsExactlyInAnyOrder("US-CT", "US-NY");
    }

    @Test
    void aZipCodeOfNoStateCanBeAnywhere() {
        assertThat(PLACES.ofZip("09012")).containsSame(PLACES.anywhere());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1000", "100011", "10001-", "10001-12345", "1000a", "1-0001", "K1A 0B1", "10001-123-"})
    void whatIsNoZipCodeIsNone(String zip) {
        assertThat(PLACES.ofZip(zip)).isEmpty();
    }

    @Test
    void aStateIsInAllItsZones() {
        assertThat(texts(PLACES.ofState("fl").orElseThrow()))
                .containsExactlyInAnyOrder("US-FL America/Chicago", "US-FL America/New_York");
        assertThat(PLACES.ofState("ON")).isPresent();
        assertThat(PLACES.ofState("XX")).isEmpty();
        assertThat(PLACES.ofState("US-FL")).isEmpty();
    }

    private static List<String> texts(Whereabouts where) {
        return where.places().stream()
                .map(place -> place.state() + ' ' + place.zone())
                .toList();
    }
}
