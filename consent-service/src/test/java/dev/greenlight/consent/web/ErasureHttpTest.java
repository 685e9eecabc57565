package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.StateQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErasureHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pseudonyms PSEUDONYMS = Pseudonyms.withKey("a5".repeat(32));
    private static final String NUMBER = "+15555550123";
    private static final String HOUSEHOLD = "+15555550100";
    private static final String EMAIL = "ann@example.com";

    private final CommandPublisher commands = mock();
    private final StateQueries queries = mock();

    @BeforeEach
    void decide() {
        when(commands.eraseAddress(anyString(), anyString(), anyString(), anyString(), any()))
                .thenReturn(new Decided<>(CommandOutcome.UPDATED, true));
        when(commands.eraseCustomer(anyString(), anyString(), anyString(), any()))
                .thenReturn(new Decided<>(CommandOutcome.UPDATED, true));
        when(queries.customer(anyString(), anyString())).thenReturn(new Here<>(null));
    }

    @Test
    void aCustomerIsForgottenAfterAllAddressesOfItsRecordButThoseToKeep() throws Exception {
        when(queries.customer("acme", "c-17")).thenReturn(new Here<>(customer(NUMBER, EMAIL, HOUSEHOLD)));

        var answer = post(PSEUDONYMS, "{'customers': ['c-17'], 'keep': ['" + HOUSEHOLD + "']}");

        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.body.path("addresses").toString()).isEqualTo("[\"" + NUMBER + "\",\"" + EMAIL + "\"]");
        assertThat(answer.body.path("customers").toString()).isEqualTo("[\"c-17\"]");
        var inOrder = inOrder(commands);
        inOrder.verify(commands).eraseAddress("k1", "acme", NUMBER, PSEUDONYMS.of("acme", NUMBER), NOW);
        inOrder.verify(commands).eraseAddress("k1", "acme", EMAIL, PSEUDONYMS.of("acme", EMAIL), NOW);
        inOrder.verify(commands).eraseCustomer("k1", "acme", "c-17", NOW);
        inOrder.verifyNoMoreInteractions();
    }

    @Test
    void anAddressIsForgottenWhoeverHasIt() throws Exception {
        var answer = post(PSEUDONYMS, "{'addresses': ['" + NUMBER + "', 'ann@EXAMPLE.com', '" + NUMBER + "']}");

        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.body.path("addresses").toString()).isEqualTo("[\"" + NUMBER + "\",\"" + EMAIL + "\"]");
        verify(commands, never()).eraseCustomer(anyString(), anyString(), anyString(), any());
    }

    @Test
    void aCustomerThatIsGoneAlreadyIsForgottenAgain() throws Exception {
        assertThat(post(PSEUDONYMS, "{'customers': ['c-17']}").status).isEqualTo(200);

        verify(commands).eraseCustomer("k1", "acme", "c-17", NOW);
    }

    @Test
    void whereAnAddressIsNotDecidedOnTheCustomerStaysSoThatItCanBeAskedForAgain() throws Exception {
        when(queries.customer("acme", "c-17")).thenReturn(new Here<>(customer(NUMBER)));
        when(commands.eraseAddress(anyString(), anyString(), anyString(), anyString(), any()))
                .thenReturn(new Accepted<>());

        var answer = post(PSEUDONYMS, "{'customers': ['c-17']}");

        assertThat(answer.status).isEqualTo(503);
        assertThat(answer.body.path("type").asString()).endsWith("log-unavailable");
        verify(commands, never()).eraseCustomer(anyString(), anyString(), anyString(), any());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'addresses': []}",
                "{'addresses': ['5555550123']}",
                "{'addresses': ['+0']}",
                "{'customers': ['c 17']}",
                "{'customers': ['c-17'], 'keep': ['nobody']}",
                "{'customers': ['c-17'], 'all': true}"
            })
    void whatNamesNobodyIsRefused(String body) throws Exception {
        assertThat(post(PSEUDONYMS, body).status).isEqualTo(400);

        verifyNoInteractions(commands);
    }

    @Test
    void withoutAKeyNothingCanBeErased() throws Exception {
        var answer = post(Pseudonyms.withKey(null), "{'addresses': ['" + NUMBER + "']}");

        assertThat(answer.status).isEqualTo(501);
        assertThat(answer.body.path("type").asString()).endsWith("erasure-not-configured");
        verifyNoInteractions(commands);
    }

    private record Answer(int status, JsonNode body) {}

    private Answer post(Pseudonyms pseudonyms, String body) throws Exception {
        var controller = new ErasureController(
                commands, queries, new OwnerRouting(JSON), pseudonyms, JSON, Clock.fixed(NOW, ZoneOffset.UTC));
        var http = MockMvcBuilders.standaloneSetup(controller)
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new Caller("the boss", "acme"), null, List.of()));
        try {
            MockHttpServletResponse response = http.perform(MockMvcRequestBuilders.post("/v1/tenants/acme/erasures")
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Idempotency-Key", "k1")
                            .content(body.replace('\'', '"')))
                    .andReturn()
                    .getResponse();
            return new Answer(response.getStatus(), JSON.readTree(response.getContentAsByteArray()));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static Customer customer(String... addresses) {
        var methods = List.of(addresses).stream()
                .map(address -> new ContactMethod(
                        "m" + address.length(),
                        address.startsWith("+") ? ContactMethodType.MOBILE : ContactMethodType.EMAIL,
                        address,
                        true,
                        true))
                .toList();
        var details = new Customer.Details(
                "Ann", true, CustomerType.RESIDENTIAL, null, false, false, false, List.of(), methods, null, null);
        return new Customer(1, details, NOW, "desk", List.of(), null);
    }
}
