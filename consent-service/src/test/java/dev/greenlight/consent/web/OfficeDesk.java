package dev.greenlight.consent.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerDecision;
import dev.greenlight.consent.domain.customer.CustomerPolicy;
import dev.greenlight.consent.domain.customer.MergePolicy;
import dev.greenlight.consent.domain.customer.MergeStep;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.StateQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP of customers in front of the rules, without a log between them: what the office sends and is answered. */
final class OfficeDesk {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CUSTOMERS = "/v1/tenants/acme/customers/";

    private final Map<String, Customer> records = new HashMap<>();
    private final MockMvc http;

    OfficeDesk() {
        CommandPublisher commands = mock();
        StateQueries queries = mock();
        when(commands.ask(anyString(), anyString(), any(CustomerCommand.class)))
                .thenAnswer(call -> decided(call.getArgument(1), call.getArgument(2)));
        when(commands.ask(anyString(), anyString(), any(MergeStep.Begin.class)))
                .thenAnswer(call -> merged(call.getArgument(1), call.getArgument(2)));
        when(queries.customer(anyString(), anyString()))
                .thenAnswer(call -> new Here<>(records.get(call.<String>getArgument(1))));
        var clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        http = MockMvcBuilders.standaloneSetup(
                        new CustomerController(commands, queries, new OwnerRouting(JSON), JSON, clock),
                        new CustomerMergeController(commands, JSON, clock))
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
    }

    /** An answer with its body as JSON. */
    record Answer(int status, JsonNode body) {

        String text() {
            return body.toString();
        }
    }

    Answer get(String customerId) throws Exception {
        return send(HttpMethod.GET, customerId, "");
    }

    Answer put(String customerId, String body) throws Exception {
        return send(HttpMethod.PUT, customerId, body);
    }

    Answer patch(String customerId, String body) throws Exception {
        return send(HttpMethod.PATCH, customerId, body);
    }

    Answer merge(String customerId, String body) throws Exception {
        return send(HttpMethod.POST, customerId + ":merge", body);
    }

    private Answer send(HttpMethod method, String path, String body) throws Exception {
        var caller = new Caller("front desk", "acme");
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        try {
            MockHttpServletResponse response = http.perform(MockMvcRequestBuilders.request(method, CUSTOMERS + path)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body))
                    .andReturn()
                    .getResponse();
            return new Answer(response.getStatus(), JSON.readTree(response.getContentAsByteArray()));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Decided<Customer> decided(String customerId, CustomerCommand command) {
        var decision = CustomerPolicy.decide(records.get(customerId), command, TenantSettings.DEFAULTS.choices());
        return kept(customerId, decision);
    }

    private Decided<Customer> merged(String customerId, MergeStep step) {
        var decision = MergePolicy.decide(records.get(customerId), customerId, step);
        CustomerDecision.Next next = decision.next();
        if (next == null) {
            return kept(customerId, decision);
        }
        keep(customerId, decision);
        return merged(next.customerId(), next.step());
    }

    private Decided<Customer> kept(String customerId, CustomerDecision decision) {
        keep(customerId, decision);
        return new Decided<>(Objects.requireNonNull(decision.outcome()), decision.after());
    }

    private void keep(String customerId, CustomerDecision decision) {
        if (decision.after() != null) {
            records.put(customerId, decision.after());
        }
    }
}
