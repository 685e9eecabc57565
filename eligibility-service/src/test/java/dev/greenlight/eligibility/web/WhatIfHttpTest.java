package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.topology.LaneOnPaper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an office is told about settings that it has not made. */
class WhatIfHttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Clock WINTER = Clock.fixed(Instant.parse("2026-12-07T12:00:00Z"), ZoneOffset.UTC);
    private static final String PATH = "/v1/tenants/acme/eligibility:what-if";
    private static final String WITH_MARKETING_PRO = "{\"settings\":{\"marketingPro\":\"V2\"}}";
    private static final Flags JOBS_ONLY = Flags.of(Flag.MOBILE, Flag.JOB_NOTIFICATIONS, Flag.ACTIVE_CUSTOMER);
    private static final Flags EMAIL = Flags.of(Flag.EMAIL, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);

    private final LaneOnPaper lane = new LaneOnPaper();

    @BeforeEach
    void know() {
        lane.keepAllInPartition(2);
        lane.know(key("+12125550100"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, JOBS_ONLY));
        lane.know(key("+12125550101"), ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED));
        lane.know(key("ann@example.com"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, EMAIL));
        lane.know(new ContactKey("acme-2", "+12125550100"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, JOBS_ONLY));
    }

    @Test
    void everyAudienceSaysWhoWouldJoinAndLeaveAndWhy() throws Exception {
        assertThat(send(WITH_MARKETING_PRO).getContentAsString())
                .isEqualTo("{\"contacts\":3,\"audiences\":["
                        + "{\"audience\":\"sms-marketing\",\"before\":1,\"after\":1," + NOBODY_MOVES + "},"
                        + "{\"audience\":\"sms-transactional\",\"before\":1,\"after\":0,"
                        + "\"joining\":{\"count\":0,\"reasons\":[],\"samples\":[]},"
                        + "\"leaving\":{\"count\":1,\"reasons\":[{\"reasons\":[\"MARKETING_UPDATES_OFF\"],\"count\":1}],"
                        + "\"samples\":[{\"customerId\":\"c-1\",\"contactMethodId\":\"m-1\","
                        + "\"address\":\"+12125550100\",\"reasons\":[\"MARKETING_UPDATES_OFF\"]}]}},"
                        + "{\"audience\":\"email-marketing\",\"before\":1,\"after\":1," + NOBODY_MOVES + "},"
                        + "{\"audience\":\"unsold-estimates\",\"before\":0,\"after\":0," + NOBODY_MOVES + "}]}");
    }

    private static final String NOBODY_MOVES = "\"joining\":{\"count\":0,\"reasons\":[],\"samples\":[]},"
            + "\"leaving\":{\"count\":0,\"reasons\":[],\"samples\":[]}";

    @Test
    void nobodyIsNamedWhoseNameNobodyWants() throws Exception {
        JsonNode jobs = audience(send("{\"settings\":{\"marketingPro\":\"V2\"},\"samples\":0}"), 1);

        assertThat(jobs.at("/leaving/count").intValue()).isOne();
        assertThat(jobs.at("/leaving/samples")).isEmpty();
    }

    @Test
    void aScopeMovesNobodyBecauseItCountsForTextsToCome() throws Exception {
        assertThat(send("{\"settings\":{\"optOutScope\":\"MARKETING\"}}").getContentAsString())
                .doesNotContain("\"count\":1");
    }

    @Test
    void hoursOfTheCompanyTakeTimeAwayFromThoseWhoCanBeTexted() throws Exception {
        MockHttpServletResponse answer =
                send("{\"settings\":{\"marketingTextHours\":[{\"day\":\"SATURDAY\"},{\"day\":\"SUNDAY\"},"
                        + "{\"day\":\"MONDAY\",\"from\":\"10:00\",\"until\":\"18:00\"}]}}");

        assertThat(week(answer).toString())
                .isEqualTo("{\"from\":\"2026-12-07T12:00:00Z\",\"until\":\"2026-12-14T12:00:00Z\",\"members\":1,"
                        + "\"fewer\":1,\"more\":0,\"none\":0,\"places\":[{\"states\":[\"US-NY\"],\"members\":1,"
                        + "\"hoursBefore\":91.0,\"hoursAfter\":60.0}]}");
        assertThat(audience(answer, 0).at("/before").intValue()).isOne();
        assertThat(audience(answer, 0).at("/after").intValue()).isOne();
    }

    @Test
    void aNewRuleIsLookedAtInAWeekInWhichItIsInForce() throws Exception {
        lane.know(key("+13055550102"), ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED));

        JsonNode week = week(send("{\"quietHours\":[{\"where\":\"US-FL\",\"days\":\"Sun\",\"hours\":\"none\","
                + "\"from\":\"2027-01-01\"}]}"));

        assertThat(week.at("/from").stringValue()).isEqualTo("2027-01-02T00:00:00Z");
        assertThat(week.at("/members").intValue()).isEqualTo(2);
        assertThat(week.at("/fewer").intValue()).isOne();
        assertThat(week.at("/places").toString())
                .isEqualTo("[{\"states\":[\"US-FL\"],\"members\":1,\"hoursBefore\":84.0,\"hoursAfter\":72.0}]");
    }

    @Test
    void whoCouldNotBeTextedAtAllIsCounted() throws Exception {
        JsonNode week = week(send("{\"quietHours\":[{\"where\":\"US\",\"hours\":\"21:00-22:00\"}]}"));

        assertThat(week.at("/none").intValue()).isOne();
    }

    @Test
    void whoeverAcceptsEventsIsShownTheResultAsOne() throws Exception {
        MockHttpServletResponse answer = send(request(WITH_MARKETING_PRO).header("Accept", "text/event-stream"));

        assertThat(answer.getContentType()).startsWith("text/event-stream");
        assertThat(answer.getContentAsString()).startsWith("event: result\ndata: {\"contacts\":3,");
    }

    @Test
    void whileItRunsItShowsHowFarItIs() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            lane.know(key("+1212556" + (1000 + i)), ExampleFacts.of(ConsentStatus.NEVER_ASKED, JOBS_ONLY));
        }

        String events = send(request(WITH_MARKETING_PRO).header("Accept", "text/event-stream"))
                .getContentAsString();

        assertThat(events)
                .startsWith("event: progress\ndata: {\"contacts\":10000,\"partitions\":2,\"ofPartitions\":4}\n\n")
                .contains("\"contacts\":20000,")
                .contains("event: result\ndata: {\"contacts\":20003,");
    }

    @Test
    void whatOtherInstancesKnowIsAdded() throws Exception {
        var elsewhere = new LaneOnPaper();
        elsewhere.keepAllInPartition(1);
        elsewhere.know(key("+12125550199"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, JOBS_ONLY));
        elsewhere.know(key("bea@example.com"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, EMAIL));
        try (var other = new OtherInstance(elsewhere)) {
            lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 2), other.host(), Set.of(1, 3)));

            MockHttpServletResponse answer =
                    send("{\"settings\":{\"marketingPro\":\"V2\",\"unsoldEstimateDays\":60},\"samples\":5}");

            assertThat(JSON.readTree(answer.getContentAsString())
                            .path("contacts")
                            .intValue())
                    .isEqualTo(5);
            JsonNode jobs = audience(answer, 1);
            assertThat(jobs.at("/before").intValue()).isEqualTo(2);
            assertThat(jobs.at("/leaving/reasons/0/count").intValue()).isEqualTo(2);
            assertThat(jobs.at("/leaving/samples")).hasSize(2);
            // one customer, and so one email
            assertThat(audience(answer, 2).at("/after").intValue()).isOne();
            assertThat(other.purposes).containsExactly("estimates", "contacts");
        }
    }

    @Test
    void anInstanceThatDoesNotAnswerMakesNoAnswer() throws Exception {
        var elsewhere = new LaneOnPaper();
        elsewhere.enter(KafkaStreams.State.REBALANCING);
        try (var other = new OtherInstance(elsewhere)) {
            lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 2), other.host(), Set.of(1, 3)));

            assertThat(send(WITH_MARKETING_PRO).getStatus()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"settings\":{\"doubleOptIn\":true}}",
                "{\"settings\":{\"marketingPro\":\"V2\",\"optOutMessage\":true}}",
                "{\"settings\":{\"marketingPro\":\"V1\",\"autoSuppressDormant\":true}}"
            })
    void whatCannotBeSetUpIsRefused(String body) throws Exception {
        MockHttpServletResponse answer = send(body);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("conflicting-settings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"settings\":{}}",
                "{\"settings\":[1]}",
                "{\"settings\":{\"marketingPro\":\"V9\"}}",
                "{\"settings\":{\"marketingPro\":null}}",
                "{\"settings\":{\"doubleOptIn\":\"yes\"}}",
                "{\"settings\":{\"unsoldEstimateDays\":0}}",
                "{\"settings\":{\"unsoldEstimateDays\":1.5}}",
                "{\"settings\":{\"optOutScope\":\"SOME\"}}",
                "{\"settings\":{\"marketingTextHours\":{}}}",
                "{\"settings\":{\"marketingTextHours\":[{\"day\":\"SOMEDAY\"}]}}",
                "{\"settings\":{\"marketingTextHours\":[{\"day\":\"SUNDAY\"},{\"day\":\"SUNDAY\"}]}}",
                "{\"settings\":{\"marketingTextHours\":[{\"day\":\"SUNDAY\",\"from\":\"10:00\"}]}}",
                "{\"settings\":{\"marketingTextHours\":[{\"day\":\"SUNDAY\",\"from\":\"10:00\",\"until\":\"9:00\"}]}}",
                "{\"quietHours\":[]}",
                "{\"quietHours\":[{\"where\":\"US-XX\",\"hours\":\"none\"}]}",
                "{\"quietHours\":[{\"where\":\"US-TX\",\"hours\":\"never\"}]}",
                "{\"quietHours\":[{\"where\":\"US-TX\",\"hours\":\"none\",\"days\":\"Sat-Mon\"}]}",
                "{\"quietHours\":[{\"where\":\"US-TX\",\"hours\":\"none\",\"from\":\"soon\"}]}",
                "{\"settings\":{\"smsSender\":\"+15555550100\"}}",
                "{\"settings\":{\"marketingPro\":\"V1\"},\"samples\":101}",
                "{\"settings\":{\"marketingPro\":\"V1\"},\"at\":1}"
            })
    void whatIsNoQuestionIsRefused(String body) throws Exception {
        MockHttpServletResponse answer = send(body);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("bad-what-if");
    }

    @Test
    void nothingIsAnsweredWhileStateIsBeingRestoredOrIsGone() throws Exception {
        lane.enter(KafkaStreams.State.REBALANCING);
        assertThat(send(WITH_MARKETING_PRO).getStatus()).isEqualTo(503);
        assertThat(send(request(WITH_MARKETING_PRO).header("Accept", "text/event-stream"))
                        .getStatus())
                .isEqualTo(503);
        lane.enter(KafkaStreams.State.RUNNING);
        lane.loseStores();
        assertThat(send(WITH_MARKETING_PRO).getStatus()).isEqualTo(503);
    }

    @Test
    void nobodyAsksAboutAnotherCompany() throws Exception {
        assertThat(send(MockMvcRequestBuilders.post("/v1/tenants/other/eligibility:what-if")
                                .contentType("application/json")
                                .content(WITH_MARKETING_PRO))
                        .getStatus())
                .isEqualTo(404);
    }

    private static ContactKey key(String address) {
        return new ContactKey("acme", address);
    }

    private static JsonNode week(MockHttpServletResponse answer) throws Exception {
        return JSON.readTree(answer.getContentAsString()).at("/marketingTextHours");
    }

    private static JsonNode audience(MockHttpServletResponse answer, int number) throws Exception {
        return JSON.readTree(answer.getContentAsString()).at("/audiences/" + number);
    }

    private static MockHttpServletRequestBuilder request(String body) {
        return MockMvcRequestBuilders.post(PATH).contentType("application/json").content(body);
    }

    private MockHttpServletResponse send(String body) throws Exception {
        return send(request(body));
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return send(lane, request);
    }

    private static MockHttpServletResponse send(LaneOnPaper lane, MockHttpServletRequestBuilder request)
            throws Exception {
        var places = new PlaceDirectory();
        var whatIfs = new WhatIfs(lane.whatIfs(), new OwnerInstance(), places, new QuietHours(), WINTER, JSON);
        return MockMvcBuilders.standaloneSetup(new WhatIfController(whatIfs, places, JSON))
                .setControllerAdvice(new ProblemAdvice())
                .build()
                .perform(request.header("Authorization", "Bearer key")
                        .principal(UsernamePasswordAuthenticationToken.authenticated(
                                "office", null, List.of(new SimpleGrantedAuthority("TENANT_acme")))))
                .andReturn()
                .getResponse();
    }

    /** Another instance of the service, with contacts of its own. */
    private static final class OtherInstance implements AutoCloseable {

        private final List<String> purposes = Collections.synchronizedList(new ArrayList<>());
        private final HttpServer server;

        OtherInstance(LaneOnPaper lane) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String purpose = exchange.getRequestHeaders().getFirst(OwnerInstance.FORWARDED);
                purposes.add(purpose);
                try {
                    MockHttpServletResponse answer = send(lane, request(body).header(OwnerInstance.FORWARDED, purpose));
                    byte[] bytes = answer.getContentAsByteArray();
                    exchange.sendResponseHeaders(answer.getStatus(), bytes.length);
                    exchange.getResponseBody().write(bytes);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    exchange.close();
                }
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
