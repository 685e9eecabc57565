package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CustomerRecordHttpTest {

    private static final String HOME =
            "{\"street\": \"1 Main St\", \"city\": \"Reno\", \"state\": \"nv\", \"zip\": \"89501-1234\"}";

    private final OfficeDesk desk = new OfficeDesk();

    @Test
    void addressAndLinkAreShownAsTheyWereTaken() throws Exception {
        var created = desk.put(
                "c-1",
                "{\"name\": \"Ann\", \"address\": " + HOME + ", \"portalLink\": \"https://portal.example.com/ann\"}");

        assertThat(created.status()).isEqualTo(201);
        JsonNode customer = desk.get("c-1").body();
        JsonNode address = customer.get("address");
        assertThat(address.get("state").stringValue()).isEqualTo("NV");
        assertThat(address.get("country").stringValue()).isEqualTo("US");
        assertThat(address.get("unit").isNull()).isTrue();
        assertThat(customer.get("portalLink").stringValue()).isEqualTo("https://portal.example.com/ann");
    }

    @Test
    void recordWithoutAnAddressShowsNull() throws Exception {
        desk.put("c-1", "{\"name\": \"Ann\"}");

        assertThat(desk.get("c-1").body().get("address").isNull()).isTrue();
        assertThat(desk.get("c-1").body().get("portalLink").isNull()).isTrue();
    }

    @Test
    void tagsThatDecideOnEmailAreKeptInOneSpelling() throws Exception {
        desk.put("c-1", "{\"name\": \"Ann\", \"tags\": [\" opted IN\", \"vip\", \"Opted In\", \"vip\"]}");
        assertThat(tags()).containsExactly("Opted In", "vip", "vip");

        desk.patch("c-1", "{\"tags\": [\"EMAIL DORMANT\", \"opted-in\"]}");
        assertThat(tags()).containsExactly("Email Dormant", "opted-in");
    }

    @Test
    void patchReplacesOrForgetsTheAddress() throws Exception {
        desk.put("c-1", "{\"name\": \"Ann\", \"address\": " + HOME + "}");
        desk.patch("c-1", "{\"doNotMail\": true}");
        assertThat(address().get("city").stringValue()).isEqualTo("Reno");

        desk.patch("c-1", "{\"address\": {\"street\": \"2 Rue A\", \"city\": \"Lyon\", \"country\": \"fr\"}}");
        assertThat(address().get("country").stringValue()).isEqualTo("FR");
        assertThat(address().get("state").isNull()).isTrue();

        desk.patch("c-1", "{\"address\": null}");
        assertThat(address().isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"city": "Reno", "state": "NV", "zip": "89501"}                                         | address.street
            {"street": "1 Main St", "state": "NV", "zip": "89501"}                                  | address.city
            {"street": "1 Main St", "city": "Reno", "zip": "89501"}                                 | address.state
            {"street": "1 Main St", "city": "Reno", "state": "NV"}                                  | address.zip
            {"street": "1 Main St", "city": "Reno", "state": "Nevada", "zip": "89501"}              | address.state
            {"street": "1 Main St", "city": "Reno", "state": "XX", "zip": "89501"}                  | address.state
            {"street": "1 Main St", "city": "Reno", "state": "NV", "zip": "8950"}                   | address.zip
            {"street": "1 Main St", "city": "Reno", "state": "NV", "zip": "895011234"}              | address.zip
            {"street": "1 Main St", "city": "Reno", "state": "NV", "zip": "89501", "country": "UK"} | address.country
            {"street": "1 Main St", "city": "Reno", "state": "NV", "zip": "89501", "country": 1}    | address.country
            {"street": "1 Main St", "city": "Reno", "state": "NV", "zip": "89501", "floor": "1"}    | address.(unknown)
            {"street": " ", "city": "Reno", "state": "NV", "zip": "89501"}                          | address.street
            "1 Main St, Reno"                                                                       | address
            """, quoteCharacter = '`')
    void addressThatNobodyCouldDeliverToIsRefusedByField(String address, String field) throws Exception {
        assertThat(fieldsRefused("{\"name\": \"Ann\", \"address\": " + address + "}"))
                .contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://portal.example.com",
                "https://",
                "https:portal",
                "portal.example.com",
                "https://ann:secret@portal.example.com",
                "https://portal.example.com/a b",
                "javascript:alert(1)"
            })
    void linkThatIsNoHttpsUrlIsRefused(String link) throws Exception {
        assertThat(fieldsRefused("{\"name\": \"Ann\", \"portalLink\": \"" + link + "\"}"))
                .containsExactly("portalLink");
    }

    @Test
    void linkOfTwoThousandCharactersIsTheLongest() throws Exception {
        String longest = "https://portal.example.com/" + "a".repeat(2_000 - 27);

        assertThat(desk.put("c-1", "{\"name\": \"Ann\", \"portalLink\": \"" + longest + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(fieldsRefused("{\"name\": \"Ann\", \"portalLink\": \"" + longest + "a\"}"))
                .containsExactly("portalLink");
    }

    @Test
    void nothingOfAnAddressIsRepeatedInAProblem() throws Exception {
        var answer = desk.put(
                "c-1",
                "{\"name\": \"Ann\", \"address\": {\"street\": \"17 Elm\", \"city\": \"Reno\", \"state\": \"Nevada\", \"zip\": \"x\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("Nevada").doesNotContain("Elm");
    }

    private List<String> tags() throws Exception {
        return desk.get("c-1")
                .body()
                .get("tags")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private JsonNode address() throws Exception {
        return desk.get("c-1").body().get("address");
    }

    private List<String> fieldsRefused(String body) throws Exception {
        var answer = desk.put("c-1", body);
        assertThat(answer.status()).isEqualTo(400);
        return answer.body()
                .get("errors")
                .valueStream()
                .map(error -> error.get("field").stringValue())
                .toList();
    }
}
