package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.consent.OptOutMeans;
import dev.greenlight.consent.domain.consent.TextMeaning;
import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.Customer.Merge;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.topology.Located.Elsewhere;
import dev.greenlight.consent.topology.Located.Nowhere;
import dev.greenlight.consent.web.ConsentDesk.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class SmsConsentHttpTest {

    private static final String NUMBER = "+15555550123";
    private static final String SWITCH = "/customers/c-1/contact-methods/mobile/sms-consent";

    private final ConsentDesk desk = new ConsentDesk();

    @BeforeEach
    void keep() {
        desk.keep("c-1", customer(true, null));
    }

    @Test
    void yesAsksThePersonAndGrantsNothing() throws Exception {
        Answer answer = turn("YES");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("outcome").asString()).isEqualTo("CREATED");
        assertThat(answer.body().path("consent").path("status").asString()).isEqualTo("PENDING");
        var origin = desk.asks().getFirst().origin();
        assertThat(origin.source()).isEqualTo(OptInSource.CUSTOMER_SWITCH);
        assertThat(origin.evidence())
                .isEqualTo("Customer c-1, contact method mobile, revision 3: SMS consent turned to YES.");
        assertThat(origin.askedBy()).isEqualTo("front desk");
        assertThat(shown()).isEqualTo("PENDING");
    }

    @Test
    void yesIsRefusedAsARequestIs() throws Exception {
        turn("NO");

        Answer answer = turn("YES");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("opted-out");
    }

    @Test
    void noIsAnOptOutThatTheOfficeWasTold() throws Exception {
        desk.text(NUMBER, TextMeaning.OPT_IN, ConsentDesk.NOW.minusSeconds(60));
        assertThat(shown()).isEqualTo("YES");

        Answer answer = turn("no");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("consent").path("status").asString()).isEqualTo("OPTED_OUT");
        assertThat(answer.body().path("consent").path("setBy").asString())
                .isEqualTo("opt-out (office switch) recorded by front desk");
        var optOut = desk.optOuts().getFirst();
        assertThat(optOut.means()).isEqualTo(OptOutMeans.OFFICE_SWITCH);
        assertThat(optOut.scope()).isNull();
        assertThat(optOut.note().evidence()).startsWith("Customer c-1, contact method mobile, revision 3");
        assertThat(shown()).isEqualTo("NO");
    }

    @Test
    void numberThatWasNeverAskedShowsNoAndItsConsent() throws Exception {
        Answer answer = desk.send(HttpMethod.GET, SWITCH, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("smsConsent").asString()).isEqualTo("NO");
        assertThat(answer.body().path("consent").path("status").asString()).isEqualTo("NEVER_ASKED");
        assertThat(answer.body().path("consent").path("address").asString()).isEqualTo(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/customers/c-2/contact-methods/mobile/sms-consent",
                "/customers/c-1/contact-methods/fax/sms-consent",
                "/customers/a%20b/contact-methods/mobile/sms-consent"
            })
    void customerOrContactMethodThatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(desk.send(HttpMethod.PUT, path, "{\"smsConsent\": \"YES\"}").problem())
                .isEqualTo("not-found");
        assertThat(desk.send(HttpMethod.GET, path, null).problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"landline", "email"})
    void onlyAMobileHasASwitch(String contactMethodId) throws Exception {
        String path = SWITCH.replace("mobile", contactMethodId);

        Answer answer = desk.send(HttpMethod.PUT, path, "{\"smsConsent\": \"NO\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("not-a-mobile");
        assertThat(desk.optOuts()).isEmpty();
    }

    @Test
    void switchOfARecordThatIsNotInUseIsNotTurned() throws Exception {
        desk.keep("c-1", customer(false, null));
        assertThat(turn("NO").problem()).isEqualTo("customer-not-active");
        desk.keep("c-1", customer(false, new Merge("c-9", "m", true)));
        assertThat(turn("YES").problem()).isEqualTo("merged");

        assertThat(desk.asks()).isEmpty();
        assertThat(desk.optOuts()).isEmpty();
        assertThat(desk.send(HttpMethod.GET, SWITCH, null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"smsConsent\": true}", "{\"smsConsent\": \"YES\", \"force\": true}"})
    void switchHasTwoPositions(String body) throws Exception {
        assertThat(desk.send(HttpMethod.PUT, SWITCH, body).status()).isEqualTo(400);
        assertThat(desk.asks()).isEmpty();
    }

    @Test
    void customerOfAnotherInstanceIsAskedFor() throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            boolean known = asked.size() == 1;
            byte[] body = ("{\"revision\": 3, \"active\": true, \"mergedToId\": null, \"contactMethods\":"
                            + " [{\"contactMethodId\": \"mobile\", \"type\": \"MOBILE\", \"value\": \"" + NUMBER
                            + "\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : asked.size() == 2 ? 404 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            desk.keepElsewhere(
                    "c-1", new Elsewhere<>("localhost", other.getAddress().getPort()));

            assertThat(turn("YES").status()).isEqualTo(201);
            assertThat(turn("YES").problem()).isEqualTo("not-found");
            assertThat(turn("YES").problem()).isEqualTo("not-ready");
        } finally {
            other.stop(0);
        }
        assertThat(asked).first().isEqualTo("/v1/tenants/acme/customers/c-1 Bearer key");
        desk.keepElsewhere("c-1", new Nowhere<>());
        assertThat(turn("YES").problem()).isEqualTo("not-ready");
    }

    private Answer turn(String position) throws Exception {
        return desk.send(
                HttpMethod.PUT, SWITCH, "{\"smsConsent\": \"" + position + "\"}", "Authorization", "Bearer key");
    }

    private String shown() throws Exception {
        return desk.send(HttpMethod.GET, SWITCH, null).body().path("smsConsent").asString();
    }

    private static Customer customer(boolean active, @Nullable Merge merge) {
        var details = new Details(
                "Ann",
                active,
                CustomerType.RESIDENTIAL,
                null,
                false,
                false,
                false,
                List.of(),
                List.of(
                        method("mobile", ContactMethodType.MOBILE, NUMBER),
                        method("landline", ContactMethodType.LANDLINE, "+15555550124"),
                        method("email", ContactMethodType.EMAIL, "ann@example.com")),
                null,
                null);
        return new Customer(3, details, ConsentDesk.NOW, "front desk", List.of(), merge);
    }

    private static ContactMethod method(String id, ContactMethodType type, String value) {
        return new ContactMethod(id, type, value, true, true);
    }
}
