package dev.greenlight.eligibility.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostalAddressTest {

    @ParameterizedTest
    @CsvSource({
        "12 Example Street, San Francisco, CA, 94103, US",
        "12 Example Street, San Francisco, CA, 94103-1234, US",
        "PO Box 12, San Juan, PR, 00901, US",
        "Unit 2050 Box 4190, APO, AP, 96278, US",
        "1 Main Street, Holtsville, NY, 00501, US",
        "1 Queen Street, Toronto, ON, M5V 2T6, CA",
        "Nathan Road 1, Kowloon, , , HK",
        "東京都千代田区1, 東京, , 100-0001, JP"
    })
    void postCanBeDeliveredThere(String street, String city, String state, String zip, String country) {
        assertThat(new PostalAddress(street, null, city, state, zip, country).isValid())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', San Francisco, CA, 94103, US",
        "' -- ', San Francisco, CA, 94103, US",
        "12 Example Street, '', CA, 94103, US",
        "12 Example Street, 94103, CA, 94103, US",
        "12 Example Street, San Francisco, , 94103, US",
        "12 Example Street, San Francisco, XX, 94103, US",
        "12 Example Street, San Francisco, California, 94103, US",
        "12 Example Street, San Francisco, CA, , US",
        "12 Example Street, San Francisco, CA, 9410, US",
        "12 Example Street, San Francisco, CA, 94103-12, US",
        "12 Example Street, San Francisco, CA, 00000, US",
        "12 Example Street, San Francisco, CA, 94103, XX",
        "12 Example Street, San Francisco, CA, 94103, ''"
    })
    void postCannotBeDeliveredThere(String street, String city, String state, String zip, String country) {
        assertThat(new PostalAddress(street, null, city, state, zip, country).isValid())
                .isFalse();
    }

    @Test
    void itPrintsNothingByWhichSomebodyCouldBeFound() {
        assertThat(new PostalAddress("12 Example Street", "4", "San Francisco", "CA", "94103", "US"))
                .hasToString("address in US");
    }
}
