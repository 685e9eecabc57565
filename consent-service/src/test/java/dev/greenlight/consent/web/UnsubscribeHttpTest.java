package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What a link in an email does for people, their mail programs, and programs that only look. */
class UnsubscribeHttpTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final String BASE = "https://mail.example.com";
    private static final String SECRET = "0a".repeat(32);

    private final List<String> unsubscribed = new ArrayList<>();
    private final UnsubscribeLinks links = new UnsubscribeLinks(BASE, new UnsubscribeTokens(Map.of(1, SECRET)));
    private final String link = linkOf(links);
    private CommandResult<EmailView> result = new Accepted<>();
    private MockMvc http;

    @BeforeEach
    void open() {
        CommandPublisher commands = mock();
        when(commands.unsubscribe(anyString(), anyString(), anyString(), anyString(), any(Instant.class)))
                .thenAnswer(call -> {
                    unsubscribed.add(call.getArgument(1) + " " + call.getArgument(2) + " " + call.getArgument(3));
                    return result;
                });
        var clock = Clock.fixed(Instant.parse("2036-03-01T12:00:00Z"), ZoneOffset.UTC);
        http = MockMvcBuilders.standaloneSetup(new UnsubscribeController(links, commands, clock))
                .setControllerAdvice(new ProblemAdvice())
                .build();
    }

    @Test
    void oneClickUnsubscribesAtOnceWithoutKeyCookieOrRedirect() throws Exception {
        MockHttpServletResponse response = post(link, FORM, ONE_CLICK);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(unsubscribed).containsExactly("acme ann+offers@example.com newsletter");
        assertThat(response.getCookies()).isEmpty();
        assertThat(response.getHeaderNames()).doesNotContain("Location", "Set-Cookie");
        assertThat(response.getContentAsString())
                .contains("You are unsubscribed")
                .doesNotContain("ann", "acme");
    }

    @Test
    void oneClickIsAnsweredTheSameHoweverOftenItComes() throws Exception {
        assertThat(told(post(link, FORM, ONE_CLICK))).isEqualTo(told(post(link, FORM, ONE_CLICK)));
        assertThat(unsubscribed).hasSize(2);
    }

    @Test
    void formOfTheOtherKindIsTakenToo() throws Exception {
        String plain = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        String typed =
                "--b\r\ncontent-disposition: form-data; name=List-Unsubscribe\r\nContent-Type: text/plain\r\n\r\n"
                        + "One-Click\r\n--b--";

        assertThat(post(link, "multipart/form-data; boundary=b", plain).getStatus())
                .isEqualTo(200);
        assertThat(post(link, "multipart/form-data; boundary=\"b\"", typed).getStatus())
                .isEqualTo(200);
        assertThat(post(link, FORM + ";charset=UTF-8", ONE_CLICK).getStatus()).isEqualTo(200);
        assertThat(unsubscribed).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "List-Unsubscribe=",
                "List-Unsubscribe=one-click",
                "List-Unsubscribe=One-Click&more=1",
                "list-unsubscribe=One-Click",
                "x=1",
                "List-Unsubscribe=One-Click\n"
            })
    void otherBodiesChangeNothing(String body) throws Exception {
        assertThat(post(link, FORM, body).getStatus()).isEqualTo(400);
        assertThat(unsubscribed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOther\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nOne-Click\r\n--b--",
                "--b\r\n\r\nOne-Click\r\n--b--",
                "--b--",
                "--c\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--c--"
            })
    void otherPartsChangeNothing(String body) throws Exception {
        assertThat(post(link, "multipart/form-data; boundary=b", body).getStatus())
                .isEqualTo(400);
        assertThat(unsubscribed).isEmpty();
    }

    @Test
    void otherTypesAndLargeBodiesChangeNothing() throws Exception {
        for (String type :
                new String[] {"text/plain", "application/json", "nonsense", "*/*", "multipart/form-data", null}) {
            assertThat(post(link, type, ONE_CLICK).getStatus()).as(type).isEqualTo(400);
        }
        assertThat(post(link, FORM, ONE_CLICK.repeat(1_000)).getStatus()).isEqualTo(400);
        assertThat(unsubscribed).isEmpty();
    }

    @Test
    void lookingShowsAButtonAndChangesNothing() throws Exception {
        MockHttpServletResponse shown = send(HttpMethod.GET, link, null, "");
        MockHttpServletResponse head = send(HttpMethod.HEAD, link, null, "");

        assertThat(shown.getStatus()).isEqualTo(200);
        assertThat(head.getStatus()).isEqualTo(200);
        assertThat(unsubscribed).isEmpty();
        assertThat(shown.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(shown.getHeader("Content-Security-Policy")).contains("form-action 'self'");
        assertThat(shown.getHeader("Cache-Control")).contains("no-store");
        assertThat(shown.getContentAsString())
                .contains("<html lang=\"en\">", "<form method=\"post\">", "<button>")
                .doesNotContain("<script", "ann", "acme");
    }

    @Test
    void buttonSendsWhatMailProgramsSend() throws Exception {
        String page = send(HttpMethod.GET, link, null, "").getContentAsString();
        var input = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\">")
                .matcher(page);

        assertThat(input.find()).isTrue();
        assertThat(post(link, FORM, input.group(1) + "=" + input.group(2)).getStatus())
                .isEqualTo(200);
        assertThat(unsubscribed).hasSize(1);
    }

    @Test
    void wrongTokensAreAllToldTheSameAndChangeNothing() throws Exception {
        String otherKey = linkOf(new UnsubscribeLinks(BASE, new UnsubscribeTokens(Map.of(1, "0b".repeat(32)))));
        String otherId = linkOf(new UnsubscribeLinks(BASE, new UnsubscribeTokens(Map.of(2, SECRET))));
        String changed = link.substring(0, 60) + (link.charAt(60) == 'A' ? 'B' : 'A') + link.substring(61);
        List<String> wrong = List.of(
                "/unsubscribe/a",
                "/unsubscribe/" + "a".repeat(3_000),
                link.substring(0, link.length() - 8),
                link + "AAAA",
                changed,
                otherKey,
                otherId);

        assertThat(wrong).allSatisfy(path -> {
            assertThat(told(post(path, FORM, ONE_CLICK))).isEqualTo(told(post("/unsubscribe/none", FORM, "x")));
            assertThat(told(send(HttpMethod.GET, path, null, "")))
                    .isEqualTo(told(send(HttpMethod.GET, "/unsubscribe/none", null, "")));
            assertThat(post(path, FORM, ONE_CLICK).getStatus()).isEqualTo(404);
        });
        assertThat(unsubscribed).isEmpty();
    }

    @Test
    void logThatIsAwayIsSaidSoThatItIsTriedAgain() throws Exception {
        result = new Unavailable<>();

        MockHttpServletResponse response = post(link, FORM, ONE_CLICK);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    }

    private static String linkOf(UnsubscribeLinks links) {
        return links.linkFor("acme", "ann+offers@example.com", "newsletter").substring(BASE.length());
    }

    private static String told(MockHttpServletResponse response) throws Exception {
        return response.getStatus() + " " + response.getHeaderNames() + response.getContentAsString();
    }

    private MockHttpServletResponse post(String path, @Nullable String type, String body) throws Exception {
        return send(HttpMethod.POST, path, type, body);
    }

    private MockHttpServletResponse send(HttpMethod method, String path, @Nullable String type, String body)
            throws Exception {
        var request = MockMvcRequestBuilders.request(method, path).content(body.getBytes(StandardCharsets.UTF_8));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return http.perform(request).andReturn().getResponse();
    }
}
