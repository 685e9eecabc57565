package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.eligibility.domain.audience.MemberPlace;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import dev.greenlight.eligibility.topology.MembersOnPaper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
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

/** The members of an audience, page by page. */
class MembersHttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ContactFacts IN = ExampleFacts.of(ConsentStatus.OPTED_IN, ExampleFacts.ALLOWED);
    private static final String MARKETING = "/v1/tenants/acme/audiences/sms-marketing";

    private final MembersOnPaper lanes = new MembersOnPaper();

    @Test
    void aPageShowsTheMembersAndTheWayToTheNext() throws Exception {
        lanes.know("acme", "+12125550101", IN);
        lanes.know("acme", "+12125550100", IN);

        JsonNode first = read(get(MARKETING + "?limit=1"));
        assertThat(first.path("audience").stringValue()).isEqualTo("sms-marketing");
        assertThat(first.path("members").toString())
                .isEqualTo("[{\"customerId\":\"c-1\",\"contactMethodId\":\"m-1\",\"address\":\"+12125550100\","
                        + "\"since\":\"2026-03-02T10:00:00Z\",\"consentEventId\":\"entry-1\"}]");
        JsonNode second = read(
                get(MARKETING + "?limit=1&cursor=" + first.path("nextCursor").stringValue()));
        assertThat(second.path("members").path(0).path("address").stringValue()).isEqualTo("+12125550101");
        assertThat(second.has("nextCursor")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sms-marketing", "email-marketing"})
    void whatSeveralInstancesKeepIsOneListInOneOrder(String audience) throws Exception {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 101; i++) {
            lanes.know("acme", "+12125550" + (100 + i), IN);
            lanes.knowEmails("acme", "c-" + (100 + i), "a-" + i + "@example.com");
            expected.add(audience.startsWith("sms") ? "+12125550" + (100 + i) : "a-" + i + "@example.com");
        }
        var asked = new ArrayList<String>();
        try (var other = new OtherInstance(asked)) {
            lanes.move(Map.of(MembersOnPaper.SELF, Set.of(0, 3), other.host(), Set.of(1, 2)));

            var listed = new ArrayList<String>();
            String cursor = "";
            do {
                JsonNode page = read(get("/v1/tenants/acme/audiences/" + audience + "?limit=7&cursor=" + cursor));
                page.path("members")
                        .forEach(member -> listed.add(member.path("address").stringValue()));
                cursor = page.path("nextCursor").asString("");
            } while (!cursor.isEmpty());

            assertThat(listed).containsExactlyElementsOf(expected);
            assertThat(asked).hasSizeBetween(15, 30).allMatch("Bearer key"::equals);
        }
    }

    @Test
    void anInstanceThatDoesNotAnswerMakesNoAnswer() throws Exception {
        lanes.move(Map.of(MembersOnPaper.SELF, Set.of(0, 3), new HostInfo("localhost", 1), Set.of(1, 2)));

        assertNotReady(send(get(MARKETING)));
    }

    @Test
    void aPartitionThatNobodyKeepsMakesNoAnswer() throws Exception {
        lanes.move(Map.of(MembersOnPaper.SELF, Set.of(0, 3, 2)));

        assertNotReady(send(get(MARKETING)));
    }

    @Test
    void whileStateIsBeingRestoredThereIsNoAnswer() throws Exception {
        lanes.enter(KafkaStreams.State.REBALANCING);

        assertNotReady(send(get(MARKETING)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=ten",
                "cursor=~",
                "cursor=QQ",
                "cursor=Cg",
                "cursor=_wph",
            })
    void aWrongQuestionIsRefused(String parameters) throws Exception {
        MockHttpServletResponse response = send(get(MARKETING + "?" + parameters));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("https://greenlight.dev/problems/bad-member-query");
    }

    @Test
    void anUnknownAudienceIsRefused() throws Exception {
        MockHttpServletResponse response = send(get("/v1/tenants/acme/audiences/sms"));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("unknown-audience");
    }

    @Test
    void anotherCompanyDoesNotExist() throws Exception {
        assertThat(send(get("/v1/tenants/other/audiences/sms-marketing")).getStatus())
                .isEqualTo(404);
    }

    @Test
    void aCursorOfOneCompanyShowsNothingOfItInAnother() throws Exception {
        IntStream.range(0, 9).forEach(i -> lanes.know("other", "+1212555010" + i, IN));
        lanes.know("acme", "+12125550200", IN);
        String cursor = MemberCursor.of(new MemberPlace("+12125550100", "c-1"));

        assertThat(read(get(MARKETING + "?cursor=" + cursor)).path("members").toString())
                .contains("+12125550200")
                .doesNotContain("+1212555010");
    }

    private static void assertNotReady(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentAsString()).contains("not-ready").doesNotContain("members");
    }

    private static MockHttpServletRequestBuilder get(String path) {
        return MockMvcRequestBuilders.get(path)
                .header("Authorization", "Bearer key")
                .principal(UsernamePasswordAuthenticationToken.authenticated(
                        "engine", null, List.of(new SimpleGrantedAuthority("TENANT_acme"))));
    }

    private JsonNode read(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = send(request);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        return JSON.readTree(response.getContentAsByteArray());
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return send(MembersOnPaper.SELF, request);
    }

    private MockHttpServletResponse send(HostInfo self, MockHttpServletRequestBuilder request) throws Exception {
        return MockMvcBuilders.standaloneSetup(new MembersController(lanes.query(self), new OwnerInstance(), JSON))
                .setControllerAdvice(new ProblemAdvice())
                .build()
                .perform(request)
                .andReturn()
                .getResponse();
    }

    /** Lists what it keeps of the same lanes. */
    private final class OtherInstance implements AutoCloseable {

        private final HttpServer server;

        OtherInstance(List<String> asked) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/tenants/acme/audiences", exchange -> {
                asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
                try {
                    MockHttpServletResponse response = send(
                            host(),
                            get(exchange.getRequestURI().toString())
                                    .header(
                                            OwnerInstance.FORWARDED,
                                            exchange.getRequestHeaders().getFirst(OwnerInstance.FORWARDED)));
                    byte[] answer = response.getContentAsString().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(response.getStatus(), answer.length);
                    exchange.getResponseBody().write(answer);
                } catch (Exception e) {
                    throw new AssertionError(e);
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
