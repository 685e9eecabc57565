package dev.greenlight.smsinbound.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+14158675309", "+123456789012345", "+290"})
    void plusAndUpToFifteenDigitsAreANumber(String text) {
        assertThat(PhoneNumber.parse(text)).map(PhoneNumber::e164).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "14158675309",
                "+04158675309",
                "+1234567890123456",
                "+1415867530a",
                "+1 4158675309",
                "55512",
                "ACME",
                "whatsapp:+14158675309",
                "+١٢٣٤٥٦",
                "+14158675309\n"
            })
    void anythingElseIsNot(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "14158675309,+14158675309",
        "1234567,+1234567",
        "123456789012345,+123456789012345",
        "+14158675309,+14158675309",
        "123456,123456",
        "04158675309,04158675309",
        "1234567890123456,1234567890123456",
        "1415867530a,1415867530a",
        "'',''",
        "ACME,ACME",
        "١٢٣٤٥٦٧,١٢٣٤٥٦٧"
    })
    void plusIsAddedToWhatIsANumberWithoutIt(String text, String expected) {
        assertThat(PhoneNumber.withPlus(text)).isEqualTo(expected);
    }

    @Test
    void neitherItsTextNorItsErrorShowsTheNumber() {
        assertThat(new PhoneNumber("+14158675309").toString()).isEqualTo("***09");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneNumber("4158675309"))
                .withMessage("Not an E.164 number");
    }

    @Test
    void tenantOwnsItsOwnNumbersOnly() {
        var tenants = new Tenants(Map.of("acme", Set.of("+18005551212", "55512"), "other", Set.of("+18005559999")));

        assertThat(tenants.owns("acme", "+18005551212")).isTrue();
        assertThat(tenants.owns("acme", "55512")).isTrue();
        assertThat(tenants.owns("acme", "+18005559999")).isFalse();
        assertThat(tenants.owns("nobody", "+18005551212")).isFalse();
        assertThat(tenants.has("nobody")).isFalse();
    }

    @Test
    void shortCodeThatWasTakenForANumberWithoutItsPlusIsStillTheTenants() {
        var tenants = new Tenants(Map.of("acme", Set.of("+18005551212", "5551234")));

        assertThat(tenants.ownNumber("acme", PhoneNumber.withPlus("5551234"))).hasValue("5551234");
        assertThat(tenants.ownNumber("acme", PhoneNumber.withPlus("18005551212")))
                .hasValue("+18005551212");
        assertThat(tenants.ownNumber("acme", "+5551235")).isEmpty();
        assertThat(tenants.ownNumber("other", "+5551234")).isEmpty();
    }

    @Test
    void numberHasOneOwner() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tenants(Map.of("a", Set.of("+18005551212"), "b", Set.of("+18005551212"))))
                .withMessageContaining("claim the same number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8005551212", "12", "+0", "call us"})
    void ownNumberIsE164OrAShortCode(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tenants(Map.of("a", Set.of(number))));
    }
}
