package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.topology.LaneOnPaper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

/** What an office is told about the size of an audience. */
class CountsHttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SMS = "/v1/tenants/acme/audiences/sms-marketing/counts";
    private static final Flags INACTIVE = Flags.of(Flag.MOBILE, Flag.MARKETING_UPDATES);

    private static final Flags EMAIL = Flags.of(Flag.EMAIL, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);

    private final LaneOnPaper lane = new LaneOnPaper();

    @BeforeEach
    void know() {
        lane.keepAllInPartition(2);
        lane.know(key("+12125550100"), ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED, INACTIVE));
        lane.know(key("+12125550101"), ExampleFacts.of(ConsentStatus.OPTED_OUT, ExampleFacts.ALLOWED, INACTIVE));
        lane.know(key("+12125550102"), ExampleFacts.of(ConsentStatus.OPTED_OUT));
        lane.know(key("ann@example.com"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, INACTIVE));
        lane.know(
                new ContactKey("acme-2", "+12125550100"),
                ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED));
    }

    @Test
    void everyContactMethodIsCountedOnceByItsFirstReasonAndOnceByAllOfThem() throws Exception {
        assertThat(send(SMS).getContentAsString())
                .isEqualTo("{\"audience\":\"sms-marketing\",\"total\":4,\"eligible\":1,"
                        + "\"excluded\":{\"INACTIVE_CUSTOMER\":2,\"OPTED_OUT\":1},\"overlap\":["
                        + "{\"reasons\":[\"INACTIVE_CUSTOMER\"],\"count\":1},"
                        + "{\"reasons\":[\"INACTIVE_CUSTOMER\",\"OPTED_OUT\"],\"count\":1},"
                        + "{\"reasons\":[\"OPTED_OUT\"],\"count\":1}],\"furtherOverlap\":0}");
    }

    @Test
    void emailsAreCountedForAudiencesOfEmailsAlone() throws Exception {
        assertThat(send(SMS.replace("sms", "email")).getContentAsString())
                .contains("\"total\":1,\"eligible\":0,\"excluded\":{\"INACTIVE_CUSTOMER\":1}");
    }

    @Test
    void aCustomerIsWrittenToAtOneOfItsAddressesAndTheOthersHaveThatAsAReason() throws Exception {
        lane.know(key("bea@example.com"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, EMAIL, EMAIL));
        lane.know(key("bea.home@example.com"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, EMAIL));

        assertThat(send(SMS.replace("sms", "email")).getContentAsString())
                .contains("\"total\":4,\"eligible\":2,\"excluded\":{\"INACTIVE_CUSTOMER\":1,\"OTHER_EMAIL_FIRST\":1}")
                .doesNotContain("emailed");
    }

    @Test
    void aCustomerWithAddressesInSeveralInstancesCountsOnce() throws Exception {
        lane.know(key("bea@example.com"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, EMAIL));
        var elsewhere = new LaneOnPaper();
        elsewhere.keepAllInPartition(1);
        elsewhere.know(key("bea.home@example.com"), ExampleFacts.of(ConsentStatus.NEVER_ASKED, EMAIL));
        String there = send(elsewhere, get(SMS.replace("sms", "email")).header(OwnerInstance.FORWARDED, "1"))
                .getContentAsString();
        try (var other = new OtherInstance(200, there)) {
            lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 2), other.host(), Set.of(1, 3)));

            assertThat(send(SMS.replace("sms", "email")).getContentAsString())
                    .contains("\"total\":3,\"eligible\":1,"
                            + "\"excluded\":{\"INACTIVE_CUSTOMER\":1,\"OTHER_EMAIL_FIRST\":1}");
        }
    }

    @Test
    void postIsCountedByCustomer() throws Exception {
        lane.knowMail("c-1", true);
        lane.knowMail("c-2", true);
        lane.knowMail("c-3", false);

        assertThat(send(SMS.replace("sms-marketing", "direct-mail")).getContentAsString())
                .contains("\"audience\":\"direct-mail\",\"total\":3,\"eligible\":2,"
                        + "\"excluded\":{\"NO_VALID_POSTAL_ADDRESS\":1}");
    }

    @Test
    void whatAnotherInstanceCountedIsAdded() throws Exception {
        String there = "{\"audience\":\"sms-marketing\",\"total\":9,\"eligible\":2,\"excluded\":{\"OPTED_OUT\":7},"
                + "\"overlap\":[{\"reasons\":[\"OPTED_OUT\"],\"count\":7}],\"furtherOverlap\":0}";
        try (var other = new OtherInstance(200, there)) {
            lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 2), other.host(), Set.of(1, 3)));

            assertThat(send(SMS).getContentAsString())
                    .contains("\"total\":13,\"eligible\":3,\"excluded\":{\"INACTIVE_CUSTOMER\":2,\"OPTED_OUT\":8}")
                    .contains("{\"reasons\":[\"OPTED_OUT\"],\"count\":8}");
        }
    }

    @Test
    void anInstanceThatDoesNotAnswerWellMakesNoAnswer() throws Exception {
        try (var other = new OtherInstance(503, "")) {
            lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 2), other.host(), Set.of(1, 3)));

            assertThat(send(SMS).getStatus()).isEqualTo(503);
        }
    }

    @Test
    void nothingIsCountedWhileStateIsBeingRestoredOrMovesOrIsGone() throws Exception {
        lane.enter(KafkaStreams.State.REBALANCING);
        assertThat(send(SMS).getStatus()).isEqualTo(503);
        lane.enter(KafkaStreams.State.RUNNING);
        lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 1, 2)));
        assertThat(send(SMS).getStatus()).isEqualTo(503);
        lane.move(Map.of(LaneOnPaper.SELF, Set.of(0, 1, 2, 3)));
        lane.loseStores();
        assertThat(send(SMS).getStatus()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/tenants/other/audiences/sms-marketing/counts", "/v1/tenants/acme/audiences/sms/counts"})
    void whatDoesNotExistIsNotCounted(String path) throws Exception {
        assertThat(send(path).getStatus()).isEqualTo(path.contains("other") ? 404 : 400);
    }

    private static ContactKey key(String address) {
        return new ContactKey("acme", address);
    }

    private MockHttpServletResponse send(String path) throws Exception {
        return send(lane, get(path));
    }

    private static MockHttpServletResponse send(LaneOnPaper lane, MockHttpServletRequestBuilder request)
            throws Exception {
        return MockMvcBuilders.standaloneSetup(new CountsController(lane.counts(), new OwnerInstance(), JSON))
                .setControllerAdvice(new ProblemAdvice())
                .build()
                .perform(request.header("Authorization", "Bearer key")
                        .principal(UsernamePasswordAuthenticationToken.authenticated(
                                "office", null, List.of(new SimpleGrantedAuthority("TENANT_acme")))))
                .andReturn()
                .getResponse();
    }

    /** Gives one answer to whatever it is asked. */
    private static final class OtherInstance implements AutoCloseable {

        private final HttpServer server;

        OtherInstance(int status, String body) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
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
