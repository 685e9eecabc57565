package dev.greenlight.consent.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Opted In", "opted in", "OPTED IN", " Opted In ", "\tOpted in\u2003"})
    void everyWayToTypeItIsTheOneSpelling(String typed) {
        assertThat(EmailTags.spelled(List.of(typed))).containsExactly("Opted In");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OptedIn", "opted-in", "Opted In!", "Not Opted In", "Opted  In", "Dormant", "VIP "})
    void otherTagsStayAsTheyWereSet(String other) {
        assertThat(EmailTags.spelled(List.of(other))).containsExactly(other);
    }

    @Test
    void orderStaysAndOnlyTheseAreKeptOnce() {
        assertThat(EmailTags.spelled(List.of("vip", "email dormant", "Vip", "Email Dormant", "vip")))
                .containsExactly("vip", "Email Dormant", "Vip", "vip");
    }

    @Test
    void languageOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(EmailTags.spelled(List.of("OPTED IN", "opted in"))).containsExactly("Opted In");
        } finally {
            Locale.setDefault(before);
        }
    }
}
