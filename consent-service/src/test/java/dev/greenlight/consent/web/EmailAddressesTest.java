package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "Ann@Example.COM, Ann@example.com",
        "ann+offers@example.com, ann+offers@example.com",
        "ann@b\u00FCro.example, ann@xn--bro-hoa.example",
        "ann@B\u00DCRO.Example, ann@xn--bro-hoa.example",
        "ann@XN--BRO-HOA.example, ann@xn--bro-hoa.example"
    })
    void domainIsComparedWithoutCaseAndTheRestStaysAsItIs(String sent, String canonical) {
        assertThat(EmailAddresses.read(sent)).isEqualTo(new EmailReading.Address(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ann",
                "@example.com",
                "ann@",
                "ann@localhost",
                "ann@example..com",
                "ann@-example.com",
                "ann bob@example.com",
                "ann@exam ple.com",
                "Ann <ann@example.com>",
                "ann@example.com\r\nBcc: bob@example.com"
            })
    void whatIsNoAddressIsRefused(String sent) {
        assertThat(EmailAddresses.read(sent)).isEqualTo(new EmailReading.Refused(Addresses.EMAIL_RULE));
    }

    @Test
    void domainThatCouldMeanTwoIsAskedForInAscii() {
        assertThat(EmailAddresses.read("ann@stra\u00DFe.example"))
                .isInstanceOfSatisfying(
                        EmailReading.Refused.class,
                        refused -> assertThat(refused.rule()).contains("xn--"));
        assertThat(EmailAddresses.read("ann@xn--strae-oqa.example"))
                .isEqualTo(new EmailReading.Address("ann@xn--strae-oqa.example"));
    }

    @Test
    void longestAddressIsTaken() {
        assertThat(EmailAddresses.read("a".repeat(64) + "@" + "b".repeat(60) + ".example"))
                .isInstanceOf(EmailReading.Address.class);
        assertThat(EmailAddresses.read("a".repeat(65) + "@example.com")).isInstanceOf(EmailReading.Refused.class);
        assertThat(EmailAddresses.read("a@" + "b.".repeat(126) + "example")).isInstanceOf(EmailReading.Refused.class);
    }
}
