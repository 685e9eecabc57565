package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.web.OfficeDesk.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerMergeHttpTest {

    private final OfficeDesk desk = new OfficeDesk();

    @Test
    void mergedRecordSaysWhereItWent() throws Exception {
        create("c-1", "+14155550123", false);
        create("c-2", "+14155550123", true);

        Answer answer = desk.merge("c-1", "{\"into\": \"c-2\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().get("outcome").stringValue()).isEqualTo("UPDATED");
        var gone = desk.get("c-1").body();
        assertThat(gone).isEqualTo(answer.body().get("customer"));
        assertThat(gone.get("active").booleanValue()).isFalse();
        assertThat(gone.get("mergedToId").stringValue()).isEqualTo("c-2");
        var survivor = desk.get("c-2").body();
        assertThat(survivor.get("mergedToId").isNull()).isTrue();
        assertThat(survivor.get("contactMethods").get(0).get("marketingUpdates").booleanValue())
                .isFalse();
    }

    @Test
    void mergeThatCannotBeIsRefusedWithItsReason() throws Exception {
        create("c-1", "+14155550123", true);
        create("c-2", "+14155550123", true);
        create("c-3", "+14155550123", true);
        desk.merge("c-2", "{\"into\": \"c-3\"}");

        assertProblem(desk.merge("c-1", "{\"into\": \"nobody\"}"), 404, "survivor-not-found");
        assertProblem(desk.merge("nobody", "{\"into\": \"c-1\"}"), 404, "not-found");
        assertProblem(desk.merge("c-1", "{\"into\": \"c-1\"}"), 409, "survivor-not-usable");
        assertProblem(desk.merge("c-1", "{\"into\": \"c-2\"}"), 409, "survivor-not-usable");
        assertProblem(desk.merge("c-2", "{\"into\": \"c-1\"}"), 409, "merged");
        assertProblem(desk.patch("c-2", "{\"active\": true}"), 409, "merged");
        assertThat(desk.get("c-1").body().get("mergedToId").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"into\": 7}", "{\"into\": \"a:b\"}", "{\"into\": \"c-2\", \"force\": true}"})
    void mergeMustNameTheSurvivorAndNothingElse(String body) throws Exception {
        create("c-1", "+14155550123", true);

        assertProblem(desk.merge("c-1", body), 400, "invalid-fields");
    }

    private void create(String customerId, String number, boolean marketingUpdates) throws Exception {
        desk.put(
                customerId,
                "{\"name\": \"Ann\", \"contactMethods\": [{\"type\": \"MOBILE\", \"value\": \"" + number
                        + "\", \"marketingUpdates\": " + marketingUpdates + "}]}");
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().get("type").stringValue()).endsWith("/" + type);
    }
}
