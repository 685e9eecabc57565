package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5555550123",
                " 15555550123",
                "+0555555012",
                "+155555501234567890",
                "+1555x550123",
                "a@",
                "@b",
                "a b@c.example",
                "a:b@c.example"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @Test
    void aPhoneNumberStaysAsItIs() {
        assertThat(Address.parse("+15555550123")).hasValue("+15555550123");
    }

    @Test
    void onlyTheDomainOfAnEmailAddressIsInLowerCase() {
        assertThat(Address.parse("Jo+Tag@Example.TEST")).hasValue("Jo+Tag@example.test");
    }
}
