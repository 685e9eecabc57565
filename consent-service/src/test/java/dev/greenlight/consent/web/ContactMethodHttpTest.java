package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.web.OfficeDesk.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ContactMethodHttpTest {

    private static final String LONDON = "{\"street\": \"1 High St\", \"city\": \"London\", \"country\": \"GB\"}";

    private final OfficeDesk desk = new OfficeDesk();

    @ParameterizedTest
    @CsvSource({
        "(415) 555-0123,      US, +14155550123",
        "415.555.0123,        US, +14155550123",
        "1 415 555 0123,      US, +14155550123",
        "+1 415-555-0123,     US, +14155550123",
        "+14155550123,        GB, +14155550123",
        "020 7946 0018,       GB, +442079460018",
        "+44 (0)20 7946 0018, US, +442079460018",
        "011 44 20 7946 0018, US, +442079460018",
        "06 12 34 56 78,      FR, +33612345678",
        "06 6982 1234,        IT, +390669821234",
        "604 555 0123,        US, +16045550123"
    })
    void numberIsTakenAsPeopleInTheCountryWriteIt(String written, String country, String stored) throws Exception {
        assertThat(onlyValue(desk.put("c-1", customer(mobile(written), address(country)))))
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "555-0104,              area code",
        "415555012,             too few digits",
        "415555012345678,       too many digits",
        "+1415555012,           too few digits",
        "+14155550123456,       too many digits",
        "+999 123 456 78,       country code",
        "5555550123,            in use in US",
        "1-800-FLOWERS,         nothing but digits",
        "415-555-0123 ext. 5,   nothing but digits",
        "+14155550123;ext=5,    nothing but digits",
        "+1415555+0123,         nothing but digits"
    })
    void numberThatNobodyCanCallIsRefusedWithAReason(String written, String reason) throws Exception {
        Answer answer = desk.put("c-1", customer(mobile(written), null));

        assertThat(answer.status()).isEqualTo(400);
        JsonNode error = answer.body().get("errors").get(0);
        assertThat(error.get("field").stringValue()).isEqualTo("contactMethods[0].value");
        assertThat(error.get("rule").stringValue()).contains(reason);
        assertThat(answer.text()).doesNotContain(written);
    }

    /** The tables of ranges lag behind the numbering plans; what comes with its country code is not guessed at. */
    @Test
    void numberWithItsCountryCodeNeedsTheRightLengthOnly() throws Exception {
        assertThat(onlyValue(desk.put("c-1", customer(mobile("+15555550123"), null))))
                .isEqualTo("+15555550123");
    }

    /** "Mobile" is what the record says: most plans do not tell, and numbers are ported between lines. */
    @ParameterizedTest
    @ValueSource(strings = {"+442079460018", "+447400123456", "+14155550123"})
    void mobileIsTheRecordsWordAndNotAFactAboutTheLine(String number) throws Exception {
        assertThat(desk.put("c-1", customer(mobile(number), null)).status()).isEqualTo(201);
    }

    @Test
    void patchTakesTheNationalFormOnlyWhereItSaysOfWhichCountry() throws Exception {
        desk.put("c-1", customer(mobile("020 7946 0018"), LONDON));

        Answer unsaid = desk.patch("c-1", "{\"contactMethods\": [" + mobile("020 7946 0018") + "]}");
        assertThat(unsaid.status()).isEqualTo(400);
        assertThat(unsaid.text()).contains("must start with + and the country code");

        Answer said = desk.patch(
                "c-1", "{\"contactMethods\": [" + mobile("020 7946 0018") + "], \"address\": " + LONDON + "}");
        assertThat(said.body().get("outcome").stringValue()).isEqualTo("UNCHANGED");

        Answer forgotten =
                desk.patch("c-1", "{\"contactMethods\": [" + mobile("(415) 555-0123") + "], \"address\": null}");
        assertThat(onlyValue(forgotten)).isEqualTo("+14155550123");
    }

    @ParameterizedTest
    @CsvSource({
        "Ann.Lee+Plumbing@Example.COM, Ann.Lee+Plumbing@example.com",
        "ann@mail.example.co.uk,       ann@mail.example.co.uk"
    })
    void onlyTheDomainOfAnEmailAddressIsLowered(String written, String stored) throws Exception {
        assertThat(onlyValue(desk.put("c-1", customer(email(written), null)))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann at home", "ann@home", "@example.com", "ann@@example.com", "Ann <ann@example.com>"})
    void whatIsNoEmailAddressIsRefused(String written) throws Exception {
        assertThat(desk.put("c-1", customer(email(written), null)).status()).isEqualTo(400);
    }

    @Test
    void sameAddressInTwoSpellingsIsNamedTwice() throws Exception {
        Answer answer = desk.put("c-1", customer(mobile("(415) 555-0123") + ", " + mobile("+1 415 555 0123"), null));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("must not name an address twice");
    }

    @Test
    void contactMethodSpeltAnotherWayIsTheSameAndKeepsItsPreferences() throws Exception {
        desk.put("c-1", customer(mobile("+14155550123") + ", " + email("ann@example.com"), null));
        Answer again = desk.put("c-1", customer(mobile("(415) 555-0123") + ", " + email("ann@EXAMPLE.com"), null));

        assertThat(again.body().get("outcome").stringValue()).isEqualTo("UNCHANGED");
        assertThat(again.body()
                        .get("customer")
                        .get("contactMethods")
                        .get(0)
                        .get("marketingUpdates")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void contactMethodAddedLaterStartsWithMarketingUpdatesOff() throws Exception {
        desk.put("c-1", customer(mobile("+14155550123"), null));
        Answer put = desk.put("c-1", customer(mobile("+14155550123") + ", " + mobile("+14155550124"), null));
        Answer patched = desk.patch(
                "c-1",
                "{\"contactMethods\": [" + mobile("+14155550123") + ", " + mobile("+14155550124") + ", "
                        + email("ann@example.com") + "]}");

        assertThat(marketingUpdates(put)).containsExactly(true, false);
        assertThat(marketingUpdates(patched)).containsExactly(true, false, false);
    }

    private static Iterable<Boolean> marketingUpdates(Answer answer) {
        return answer.body()
                .get("customer")
                .get("contactMethods")
                .valueStream()
                .map(method -> method.get("marketingUpdates").booleanValue())
                .toList();
    }

    private static String onlyValue(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        JsonNode methods = answer.body().get("customer").get("contactMethods");
        assertThat(methods).hasSize(1);
        return methods.get(0).get("value").stringValue();
    }

    private static String address(String country) {
        return "{\"street\": \"1 Main St\", \"city\": \"Reno\", \"state\": \"NV\", \"zip\": \"89501\", \"country\": \""
                + country + "\"}";
    }

    private static String customer(String methods, @Nullable String address) {
        return "{\"name\": \"Ann\", \"contactMethods\": [" + methods + "]"
                + (address == null ? "}" : ", \"address\": " + address + "}");
    }

    private static String mobile(String value) {
        return "{\"type\": \"MOBILE\", \"value\": \"" + value + "\"}";
    }

    private static String email(String value) {
        return "{\"type\": \"EMAIL\", \"value\": \"" + value + "\"}";
    }
}
