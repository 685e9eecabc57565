package dev.greenlight.consent.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.ConsentDecision;
import dev.greenlight.consent.domain.consent.ConsentPolicy;
import dev.greenlight.consent.domain.consent.ContactConsent;
import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInDecision;
import dev.greenlight.consent.domain.consent.OptInPolicy;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.TextMeaning;
import dev.greenlight.consent.domain.consent.TextMessage;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.mapping.OptInMapper;
import dev.greenlight.consent.mapping.OptInView;
import dev.greenlight.consent.mapping.OptOutMapper;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.Located;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.StateQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
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

/** The HTTP of consents in front of the rules, without a log between them: what the office sends and is answered. */
final class ConsentDesk {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String ACME = "/v1/tenants/acme";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ContactConsent> consents = new HashMap<>();
    private final Map<String, Customer> customers = new HashMap<>();
    private final Map<String, Located<Customer>> elsewhere = new HashMap<>();
    private final List<RecordedOptOut> optOuts = new ArrayList<>();
    private final List<OptInAsk> asks = new ArrayList<>();
    private final CommandPublisher commands = mock();
    private final MockMvc http;

    ConsentDesk() {
        StateQueries queries = mock();
        when(commands.ask(anyString(), anyString(), any(RecordedOptOut.class)))
                .thenAnswer(call -> record(call.getArgument(1), call.getArgument(2)));
        when(commands.send(anyString(), anyString(), any(RecordedOptOut.class)))
                .thenAnswer(
                        call -> CompletableFuture.completedFuture(record(call.getArgument(1), call.getArgument(2))));
        when(commands.ask(anyString(), anyString(), any(OptInAsk.class)))
                .thenAnswer(call -> ask(call.getArgument(1), call.getArgument(2)));
        when(queries.consent(anyString(), anyString(), any()))
                .thenAnswer(call -> new Here<>(view(call.getArgument(1), "")));
        when(queries.customer(anyString(), anyString())).thenAnswer(call -> {
            String id = call.getArgument(1);
            return elsewhere.getOrDefault(id, new Here<>(customers.get(id)));
        });
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        http = MockMvcBuilders.standaloneSetup(
                        new OptOutController(commands, JSON, clock),
                        new SmsConsentController(commands, queries, new OwnerRouting(JSON), JSON, clock))
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
    }

    /** An answer with its body as JSON. */
    record Answer(int status, JsonNode body) {

        String problem() {
            return body.path("type").asString().replace("https://greenlight.dev/problems/", "");
        }
    }

    List<RecordedOptOut> optOuts() {
        return optOuts;
    }

    List<OptInAsk> asks() {
        return asks;
    }

    CommandPublisher commands() {
        return commands;
    }

    void keep(String customerId, Customer customer) {
        customers.put(customerId, customer);
    }

    /** Another instance has the customer, or nobody knows who. */
    void keepElsewhere(String customerId, Located<Customer> where) {
        elsewhere.put(customerId, where);
    }

    void text(String number, TextMeaning meaning, Instant at) {
        var text = new TextMessage("t" + at, meaning, false, false, at);
        consents.put(
                number,
                ConsentPolicy.decide(known(number), text, TenantSettings.DEFAULTS)
                        .after());
    }

    Answer send(HttpMethod method, String path, @Nullable String body, String... headers) throws Exception {
        var caller = new Caller("front desk", "acme");
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        try {
            var request = MockMvcRequestBuilders.request(method, ACME + path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body == null ? "" : body);
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            MockHttpServletResponse response = http.perform(request).andReturn().getResponse();
            return new Answer(response.getStatus(), JSON.readTree(response.getContentAsByteArray()));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private CommandResult<ConsentView> record(String number, RecordedOptOut optOut) {
        optOuts.add(optOut);
        ConsentDecision decision = ConsentPolicy.decide(known(number), optOut, TenantSettings.DEFAULTS);
        consents.put(number, decision.after());
        return new Decided<>(OptOutMapper.toOutcome(decision.outcome()), view(number, OptOutMapper.setBy(optOut)));
    }

    private CommandResult<OptInView> ask(String number, OptInAsk ask) {
        asks.add(ask);
        if (!(OptInPolicy.decide(known(number), ask, TenantSettings.DEFAULTS.choices())
                instanceof OptInDecision.Decided decided)) {
            var latest = known(number).requests().latest();
            return new Decided<>(CommandOutcome.REPEATED, new OptInView(view(number, ""), latest, null, null));
        }
        ConsentDecision decision = decided.decision();
        consents.put(number, decision.after());
        CommandOutcome outcome = OptInMapper.toOutcome(decision.outcome());
        return new Decided<>(
                outcome,
                new OptInView(
                        view(number, "opt-in request by " + ask.origin().askedBy()),
                        decided.request(),
                        outcome == CommandOutcome.REFUSED ? decision.reasons().getFirst() : null,
                        decided.retryAt()));
    }

    private ConsentView view(String number, String setBy) {
        ContactConsent known = known(number);
        var request = known.requests().latest();
        return new ConsentView(
                known.standing(), 1, "entry", setBy, request != null && request.isOpen() ? request : null);
    }

    private ContactConsent known(String number) {
        return consents.getOrDefault(number, ContactConsent.NOTHING_SAID);
    }
}
