package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.audience.EmailStanding;
import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.domain.check.RecentSends;
import dev.greenlight.eligibility.domain.check.SendTimes;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerContacts;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.quiethours.Window;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.MarketingPro;
import dev.greenlight.eligibility.topology.CustomerAnswer;
import dev.greenlight.eligibility.topology.CustomerQuery;
import dev.greenlight.eligibility.topology.LaneOnPaper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a campaign engine asks before it sends, and is answered. */
class CheckHttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MEMBER = "+12125550100";
    private static final String STOPPED = "+12125550101";
    private static final String HAWAIIAN = "+18085550100";
    private static final Instant NOON_IN_NEW_YORK = Instant.parse("2026-07-15T16:00:00Z");

    private final LaneOnPaper lane = new LaneOnPaper();
    private final CustomerQuery customers = mock();
    private Instant now = NOON_IN_NEW_YORK;

    @BeforeEach
    void know() {
        for (String number : List.of(MEMBER, HAWAIIAN)) {
            lane.know(new ContactKey("acme", number), ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED));
        }
        lane.know(new ContactKey("acme", STOPPED), ExampleFacts.of(ConsentStatus.OPTED_OUT, ExampleFacts.ALLOWED));
    }

    @Test
    void whoMayBeSentToIsAllowed() throws Exception {
        JsonNode answer = results(item(MEMBER));

        assertThat(answer.toString())
                .isEqualTo("{\"checkedAt\":\"2026-07-15T16:00:00Z\",\"results\":[{\"address\":\"+12125550100\","
                        + "\"allowed\":true}],\"validUntil\":\"2026-07-15T16:01:00Z\"}");
    }

    @Test
    void everyItemHasItsResultInTheOrderOfTheRequest() throws Exception {
        JsonNode results = results(item(HAWAIIAN), item(STOPPED), "7", item(MEMBER), item("+12125550999"))
                .path("results");

        assertThat(results.path(0).toString())
                .isEqualTo("{\"address\":\"+18085550100\",\"allowed\":false,\"reasons\":[\"QUIET_HOURS\"],"
                        + "\"nextAllowedAt\":\"2026-07-15T18:00:00Z\"}");
        assertThat(results.path(1).toString())
                .isEqualTo("{\"address\":\"+12125550101\",\"allowed\":false,\"reasons\":[\"OPTED_OUT\"]}");
        assertThat(results.path(2).toString()).isEqualTo("{\"error\":\"invalid-item\"}");
        assertThat(results.path(3).path("allowed").booleanValue()).isTrue();
        assertThat(results.path(4).path("reasons").toString())
                .isEqualTo("[\"CONTACT_METHOD_REMOVED\",\"NOT_OPTED_IN\"]");
    }

    @Test
    void aTextAboutAnEstimateNeedsAnOpenOne() throws Exception {
        JsonNode result = results("{\"address\":\"" + MEMBER + "\",\"audience\":\"unsold-estimates\"}")
                .path("results")
                .path(0);

        assertThat(result.path("allowed").booleanValue()).isFalse();
        assertThat(result.path("reasons").toString()).contains("NO_OPEN_ESTIMATE");
    }

    @Test
    void theTimeStandsBesideWhatElseSpeaksAgainstIt() throws Exception {
        now = Instant.parse("2026-07-16T02:00:00Z");

        assertThat(results(item(STOPPED)).path("results").path(0).toString())
                .isEqualTo("{\"address\":\"+12125550101\",\"allowed\":false,"
                        + "\"reasons\":[\"OPTED_OUT\",\"QUIET_HOURS\"],\"nextAllowedAt\":\"2026-07-16T12:00:00Z\"}");
    }

    @Test
    void whatWasSentAndWhatTheBatchAllowsCountTowardsTheLimit() throws Exception {
        var key = new ContactKey("acme", "+18135550100");
        lane.know(key, ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED));
        lane.sent(
                key,
                new RecentSends(List.of(
                        new MessageSent("m-2", now.minusSeconds(3_600)),
                        new MessageSent("m-1", now.minusSeconds(7_200)))));

        JsonNode results =
                results(item(key.address()), item(MEMBER), item(key.address())).path("results");

        assertThat(results.path(0).path("allowed").booleanValue()).isTrue();
        assertThat(results.path(1).path("allowed").booleanValue()).isTrue();
        assertThat(results.path(2).toString())
                .isEqualTo("{\"address\":\"+18135550100\",\"allowed\":false,\"reasons\":[\"FREQUENCY_CAP\"],"
                        + "\"nextAllowedAt\":\"2026-07-16T14:00:00Z\"}");
    }

    @Test
    void aCompanyTakesHoursAwayFromThoseOfTheLawAndAddsNone() throws Exception {
        var afternoons = new TenantQuietHours(Map.of(DayOfWeek.WEDNESDAY, new Window(13 * 60, 24 * 60)));
        lane.set(
                "acme",
                new CompanySettings(
                        MarketingPro.NONE, false, false, false, afternoons, 1, CompanySettings.Setters.NONE));

        assertThat(results(item(MEMBER))
                        .path("results")
                        .path(0)
                        .path("nextAllowedAt")
                        .stringValue())
                .isEqualTo("2026-07-15T17:00:00Z");
        now = Instant.parse("2026-07-16T02:00:00Z");
        assertThat(results(item(MEMBER))
                        .path("results")
                        .path(0)
                        .path("nextAllowedAt")
                        .stringValue())
                .isEqualTo("2026-07-16T12:00:00Z");
    }

    @Test
    void anAnswerIsValidNoLongerThanTheHours() throws Exception {
        now = Instant.parse("2026-07-16T00:59:50Z");

        assertThat(results(item(MEMBER)).path("validUntil").stringValue()).isEqualTo("2026-07-16T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'state': 'CA'}|2026-07-15T15:00:00Z",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'zip': '96813'}|2026-07-15T18:00:00Z",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'zip': '09012'}|2026-07-15T19:00:00Z"
            })
    void thePostalAddressOfTheCustomerCountsToo(String item, String opens) throws Exception {
        now = Instant.parse("2026-07-15T12:30:00Z");

        JsonNode result = results(item.replace('\'', '"')).path("results").path(0);
        assertThat(result.path("nextAllowedAt").stringValue()).isEqualTo(opens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'audience': 'sms-marketing'}|bad-address",
                "{'address': '5550100', 'audience': 'sms-marketing'}|bad-address",
                "{'address': null, 'audience': 'sms-marketing'}|bad-address",
                "{'address': '+12125550100'}|unknown-audience",
                "{'address': '+12125550100', 'audience': 'sms'}|unknown-audience",
                "{'address': '+12125550100', 'audience': 'direct-mail'}|audience-of-customers",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'sender': '+0'}|bad-sender",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'customerId': 'a b'}|bad-customer",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'state': 'XX'}|bad-place",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'zip': '1'}|bad-place",
                "{'address': 12125550100, 'audience': 'sms-marketing'}|invalid-item",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'customer': 'c-1'}|invalid-item",
                "{'address': '+12125550100', 'audience': 'sms-marketing', 'more': {'a': [1]}}|invalid-item",
                "[['x']]|invalid-item",
                "null|invalid-item"
            })
    void aBadItemHasAnErrorAndFailsNoOther(String item, String error) throws Exception {
        JsonNode results =
                results(item(MEMBER), item.replace('\'', '"'), item(MEMBER)).path("results");

        assertThat(results.path(1).toString()).isEqualTo("{\"error\":\"" + error + "\"}");
        assertThat(results.path(0).path("allowed").booleanValue()).isTrue();
        assertThat(results.path(2).path("allowed").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+18005551212", "24273", "Acme", "news@acme.example"})
    void everyKindOfSenderIsTaken(String sender) throws Exception {
        String item = item(MEMBER).replace("}", ",\"sender\":\"" + sender + "\"}");

        assertThat(results(item).path("results").path(0).path("allowed").booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"items\":[]}",
                "{\"items\":{}}",
                "{\"item\":[{}]}",
                "{\"items\":[{}]",
                "{\"items\":[{}],\"more\":1}",
                "{\"items\":[{}]}{}",
                "{\"items\":[{]}",
                "null"
            })
    void aBodyThatIsNoListOfItemsIsRefused(String body) throws Exception {
        MockHttpServletResponse response = send(request(body));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("https://greenlight.dev/problems/bad-check");
    }

    @Test
    void tenThousandAreTakenAndOneMoreIsNot() throws Exception {
        String[] most = IntStream.range(0, 10_000)
                .mapToObj(index -> item(index % 2 == 0 ? MEMBER : STOPPED))
                .toArray(String[]::new);

        JsonNode results = results(most).path("results");
        assertThat(results.size()).isEqualTo(10_000);
        assertThat(results.path(9_998).path("allowed").booleanValue()).isTrue();
        assertThat(results.path(9_999).path("allowed").booleanValue()).isFalse();
        assertThat(send(request(body(most).replace("]}", "," + item(MEMBER) + "]}")))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        assertThat(send(request(" ".repeat((8 << 20) + 1))).getStatus()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATED", "REBALANCING", "PENDING_ERROR", "ERROR"})
    void whileStateIsBeingRestoredNothingIsAllowed(KafkaStreams.State state) throws Exception {
        lane.enter(state);

        assertNotReady(send(request(body(item(MEMBER)))));
    }

    @Test
    void whileAPartitionMovesNothingIsAllowed() throws Exception {
        lane.move(Map.of(LaneOnPaper.SELF, Set.of(0)));

        assertNotReady(send(request(body(item(MEMBER)))));
    }

    @Test
    void whereAStoreIsGoneNothingOfTheBatchIsAllowed() throws Exception {
        lane.loseStores();

        assertNotReady(send(request(body(item("bad"), item(MEMBER)))));
    }

    @Test
    void whatAnotherInstanceKeepsIsAskedThereAndPutInItsPlace() throws Exception {
        List<String> asked = new ArrayList<>();
        try (var other = new OtherInstance(200, asked)) {
            lane.move(Map.of(other.host(), Set.of(0, 1, 2, 3)));
            String odd = item(MEMBER).replace("\"audience\"", " \"customerId\" : \"c-1\",\n\"audience\"");

            JsonNode answer = results("7", odd, item(STOPPED));

            assertThat(asked).containsExactly("{\"items\":[" + odd + "," + item(STOPPED) + "]}");
            assertThat(answer.path("results").toString())
                    .isEqualTo("[{\"error\":\"invalid-item\"},{\"answer\":0},{\"answer\":1}]");
            assertThat(answer.path("validUntil").stringValue()).isEqualTo("2026-07-15T16:00:30Z");
        }
    }

    @Test
    void anInstanceThatDoesNotAnswerWellMakesNoAnswer() throws Exception {
        try (var other = new OtherInstance(503, new ArrayList<>())) {
            lane.move(Map.of(other.host(), Set.of(0, 1, 2, 3)));

            assertNotReady(send(request(body(item(MEMBER)))));
        }
        assertNotReady(send(request(body(item(MEMBER)))));
    }

    @Test
    void aRequestThatWasPassedOnIsNotPassedOnAgain() throws Exception {
        lane.move(Map.of(new HostInfo("nowhere", 1), Set.of(0, 1, 2, 3)));

        assertNotReady(send(request(body(item(MEMBER))).header(OwnerInstance.FORWARDED, "1")));
    }

    @Test
    void anotherCompanyDoesNotExist() throws Exception {
        assertThat(send(post("/v1/tenants/other/eligibility:check", body(item(MEMBER))))
                        .getStatus())
                .isEqualTo(404);
    }

    private static void assertNotReady(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentAsString()).contains("not-ready").doesNotContain("allowed");
    }

    private static String item(String address) {
        return "{\"address\":\"" + address + "\",\"audience\":\"sms-marketing\"}";
    }

    private static String body(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    @Test
    void anEmailAddressIsAllowedOnlyWhereItIsTheOneOfItsCustomer() throws Exception {
        Flags flags = Flags.of(Flag.EMAIL, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);
        for (String address : List.of("ann@example.com", "ann.work@example.com")) {
            lane.know(new ContactKey("acme", address), ExampleFacts.of(ConsentStatus.NEVER_ASKED, flags));
        }
        var cause = new Cause("change-1", now, "front-office");
        var first = new EmailStanding.Candidate("ann@example.com", "m-1", null, 0, now, null);
        when(customers.find(new CustomerKey("acme", "c-1")))
                .thenReturn(new CustomerAnswer.Found(
                        CustomerContacts.NONE,
                        EmailChoice.NONE
                                .hear(new EmailStanding("ann@example.com", first, List.of(), cause))
                                .choice(),
                        DirectMail.NONE));
        String item = "{\"address\":\"%s\",\"audience\":\"email-marketing\"}";

        JsonNode results = results(item.formatted("ann@example.com"), item.formatted("ann.work@example.com"))
                .path("results");

        assertThat(results.path(0).path("allowed").booleanValue()).isTrue();
        assertThat(results.path(1).path("reasons").toString()).isEqualTo("[\"OTHER_EMAIL_FIRST\"]");
        JsonNode asChoices = JSON.readTree(send(request(
                                body(
                                        "{\"address\":\"ann.work@example.com\",\"audience\":\"email-marketing\",\"customerId\":\"c-1\"}"))
                        .header("Greenlight-Forwarded", "choices"))
                .getContentAsByteArray());
        assertThat(asChoices.path("results").path(0).path("allowed").asBoolean(true))
                .isFalse();
    }

    private JsonNode results(String... items) throws Exception {
        MockHttpServletResponse response = send(request(body(items)));
        assertThat(response.getStatus()).isEqualTo(200);
        return JSON.readTree(response.getContentAsByteArray());
    }

    private static MockHttpServletRequestBuilder request(String body) {
        return post("/v1/tenants/acme/eligibility:check", body);
    }

    private static MockHttpServletRequestBuilder post(String path, String body) {
        return MockMvcRequestBuilders.post(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .principal(UsernamePasswordAuthenticationToken.authenticated(
                        "engine", null, List.of(new SimpleGrantedAuthority("TENANT_acme"))));
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        var times = new SendTimes(new QuietHours());
        var choices = new EmailChoices(customers, new OwnerInstance(), JSON);
        var checker =
                new Checker(lane.query(), choices, times, new OwnerInstance(), JSON, Clock.fixed(now, ZoneOffset.UTC));
        return MockMvcBuilders.standaloneSetup(new CheckController(checker, new PlaceDirectory()))
                .setControllerAdvice(new ProblemAdvice())
                .build()
                .perform(request)
                .andReturn()
                .getResponse();
    }

    /** Answers every item with its number. */
    private static final class OtherInstance implements AutoCloseable {

        private final HttpServer server;

        OtherInstance(int status, List<String> asked) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/tenants/acme/eligibility:check", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add(body);
                String results = String.join(
                        ",",
                        IntStream.range(0, JSON.readTree(body).path("items").size())
                                .mapToObj(index -> "{\"answer\":" + index + "}")
                                .toList());
                byte[] answer = ("{\"results\":[" + results + "],\"validUntil\":\"2026-07-15T16:00:30Z\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        HostInfo host() {
            return new HostInfo(
                    server.getAddress().getAddress().getHostAddress(),
                    server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
