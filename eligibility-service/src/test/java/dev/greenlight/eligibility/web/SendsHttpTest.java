package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.topology.SendsPublisher;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

/** What a campaign engine reports after it has sent, and is answered. */
class SendsHttpTest {

    private static final Instant NOW = Instant.parse("2026-07-15T16:00:00Z");
    private static final String GOOD =
            "{'address':'+18135550100','audience':'sms-marketing','sentAt':'2026-07-15T12:00:00-04:00','messageId':'m-1'}";

    private final SendsPublisher publisher = mock();

    @BeforeEach
    void takeEverything() {
        when(publisher.publish(any(), anyList())).thenReturn(true);
    }

    @Test
    void marketingTextsAreOnTheLogBeforeTheAnswer() throws Exception {
        MockHttpServletResponse response = send("acme", GOOD, GOOD.replace("sms-marketing", "sms-transactional"));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).isEqualTo("{\"results\":[{\"accepted\":true},{\"accepted\":true}]}");
        verify(publisher).publish(eq("acme"), eq(List.of(Map.entry("+18135550100", new MessageSent("m-1", NOW)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "+18135550100|5550100|bad-address",
                "sms-marketing|sms|unknown-audience",
                "2026-07-15T12:00:00-04:00|2026-07-15T12:06:00-04:00|bad-sent-at",
                "2026-07-15T12:00:00-04:00|yesterday|bad-sent-at",
                "2026-07-15T12:00:00-04:00|-999999999-01-01T00:00:00Z|bad-sent-at",
                "m-1|a b|bad-message-id"
            })
    void aBadItemHasAnErrorAndFailsNoOther(String good, String bad, String error) throws Exception {
        assertThat(send("acme", GOOD.replace(good, bad), GOOD).getContentAsString())
                .isEqualTo("{\"results\":[{\"accepted\":false,\"error\":\"" + error + "\"},{\"accepted\":true}]}");
    }

    @Test
    void whatTheLogDoesNotTakeIsToBeSentAgain() throws Exception {
        when(publisher.publish(any(), anyList())).thenReturn(false);

        MockHttpServletResponse response = send("acme", GOOD);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentAsString()).contains("not-taken").doesNotContain("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"items\":[]}", "{\"items\":[1]}", "{"})
    void aBodyThatIsNoListOfItemsIsRefused(String body) throws Exception {
        MockHttpServletResponse response = post("acme", body);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("bad-sends");
    }

    @Test
    void anotherCompanyDoesNotExist() throws Exception {
        assertThat(send("other", GOOD).getStatus()).isEqualTo(404);
    }

    private MockHttpServletResponse send(String tenant, String... items) throws Exception {
        return post(tenant, "{\"items\":[" + String.join(",", items).replace('\'', '"') + "]}");
    }

    private MockHttpServletResponse post(String tenant, String body) throws Exception {
        var controller = new SendsController(publisher, JsonMapper.builder().build(), Clock.fixed(NOW, ZoneOffset.UTC));
        return MockMvcBuilders.standaloneSetup(controller)
                .setControllerAdvice(new ProblemAdvice())
                .build()
                .perform(MockMvcRequestBuilders.post("/v1/tenants/" + tenant + "/sends")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .principal(UsernamePasswordAuthenticationToken.authenticated(
                                "engine", null, List.of(new SimpleGrantedAuthority("TENANT_acme")))))
                .andReturn()
                .getResponse();
    }
}
