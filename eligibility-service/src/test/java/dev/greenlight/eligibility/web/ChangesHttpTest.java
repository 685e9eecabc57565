package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenlight.eligibility.changes.FeedLimits;
import dev.greenlight.eligibility.changes.MembershipFeed;
import dev.greenlight.eligibility.changes.TopicOnPaper;
import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.schemas.audience.MembershipChange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

/** Who joins and who leaves, as server-sent events. */
class ChangesHttpTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CHANGES = "/v1/tenants/acme/audiences/sms-marketing/changes";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TopicOnPaper topic = new TopicOnPaper();
    private final MembershipFeed feed =
            topic.feed(new FeedLimits(1, 1, 100, 100, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)));

    @AfterEach
    void stop() {
        feed.close();
        topic.close();
    }

    @Test
    void joiningAndLeavingAreEventsWithIds() throws Exception {
        var answer = follow(get(CHANGES));
        topic.say("acme", "sms-marketing", "c-1", MembershipChange.JOINED);
        topic.say("other", "sms-marketing", "c-9", MembershipChange.JOINED);
        topic.say("acme", "sms-marketing", "c-1", MembershipChange.LEFT);
        MockHttpServletResponse response = end(answer);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
        assertThat(response.getHeader("X-Accel-Buffering")).isEqualTo("no");
        assertThat(response.getContentAsString().replaceAll("id: [A-Za-z0-9_-]+", "id: …"))
                .isEqualTo("""
                        retry: 2000

                        : alive
                        id: …

                        id: …
                        event: joined
                        data: {"eventId":"sms-marketing/c-1/JOINED","customerId":"c-1","contactMethodId":"m-1",\
                        "address":"+12125550100","exclusions":[],"causedByEventId":"entry-1",\
                        "effectiveAt":"2026-03-02T10:00:00Z"}

                        id: …
                        event: left
                        data: {"eventId":"sms-marketing/c-1/LEFT","customerId":"c-1","contactMethodId":"m-1",\
                        "address":"+12125550100","exclusions":["OPTED_OUT"],"causedByEventId":"entry-1",\
                        "effectiveAt":"2026-03-02T10:00:00Z"}

                        """);
    }

    @Test
    void aReaderThatComesBackGoesOnBehindItsLastEvent() throws Exception {
        var first = follow(get(CHANGES));
        topic.say("acme", "sms-marketing", "c-1", MembershipChange.JOINED);
        String told = end(first).getContentAsString();
        topic.say("acme", "sms-marketing", "c-2", MembershipChange.JOINED);
        String id = told.substring(told.lastIndexOf("id: ") + 4, told.indexOf('\n', told.lastIndexOf("id: ")));

        MembershipFeed another =
                topic.feed(new FeedLimits(1, 1, 100, 100, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        var again =
                CompletableFuture.supplyAsync(() -> send(another, get(CHANGES).header("Last-Event-ID", id)));
        await().atMost(SOON).until(() -> another.listeners() == 1 && topic.isRead());
        topic.say("acme", "sms-marketing", "c-3", MembershipChange.JOINED);
        await().atMost(SOON).until(topic::isRead);
        another.close();

        assertThat(again.get(10, TimeUnit.SECONDS).getContentAsString())
                .doesNotContain("c-1")
                .containsSubsequence("\"c-2\"", "\"c-3\"");
    }

    @Test
    void anIdThatIsNoneIsAResetAndNoError() throws Exception {
        assertThat(end(follow(get(CHANGES).header("Last-Event-ID", "7"))).getContentAsString())
                .contains("\nevent: reset\ndata: {}\n\n");
    }

    @Test
    void tooManyAreToldSo() throws Exception {
        var answer = follow(get(CHANGES));

        MockHttpServletResponse refused = send(feed, get(CHANGES));
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("60");
        assertThat(refused.getContentAsString()).contains("https://greenlight.dev/problems/too-many-listeners");
        end(answer);
    }

    @Test
    void aServiceThatStopsTakesNobodyIn() throws Exception {
        feed.close();

        MockHttpServletResponse response = send(feed, get(CHANGES));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void anotherCompanyAndAnUnknownAudienceAreRefused() throws Exception {
        assertThat(send(feed, get("/v1/tenants/other/audiences/sms-marketing/changes"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(send(feed, get("/v1/tenants/acme/audiences/sms/changes")).getContentAsString())
                .contains("unknown-audience");
        assertThat(feed.listeners()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyAudienceCanBeFollowed(Audience audience) {
        String changes = "/v1/tenants/acme/audiences/" + audience.code() + "/changes";
        assertThat(send(feed, asAcme(MockMvcRequestBuilders.head(changes))).getStatus())
                .isEqualTo(200);
    }

    @Test
    void onlyAReaderOfTheAnswerKeepsAPlace() {
        assertThat(send(feed, asAcme(MockMvcRequestBuilders.head(CHANGES))).getStatus())
                .isEqualTo(200);
        assertThat(feed.listeners()).isZero();
    }

    private CompletableFuture<MockHttpServletResponse> follow(MockHttpServletRequestBuilder request) {
        var answer = CompletableFuture.supplyAsync(() -> send(feed, request));
        await().atMost(SOON).until(() -> feed.listeners() == 1);
        return answer;
    }

    private MockHttpServletResponse end(CompletableFuture<MockHttpServletResponse> answer) throws Exception {
        await().atMost(SOON).until(topic::isRead);
        feed.close();
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static MockHttpServletRequestBuilder get(String path) {
        return asAcme(MockMvcRequestBuilders.get(path)).accept(MediaType.TEXT_EVENT_STREAM);
    }

    private static MockHttpServletRequestBuilder asAcme(MockHttpServletRequestBuilder request) {
        return request.principal(UsernamePasswordAuthenticationToken.authenticated(
                "engine", null, List.of(new SimpleGrantedAuthority("TENANT_acme"))));
    }

    private static MockHttpServletResponse send(MembershipFeed feed, MockHttpServletRequestBuilder request) {
        try {
            return MockMvcBuilders.standaloneSetup(new ChangesController(feed, JSON))
                    .setControllerAdvice(new ProblemAdvice())
                    .build()
                    .perform(request)
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
