package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.EmailConsent;
import dev.greenlight.consent.domain.email.EmailDecision;
import dev.greenlight.consent.domain.email.EmailOutcome;
import dev.greenlight.consent.domain.email.EmailPolicy;
import dev.greenlight.consent.domain.email.Mark;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.ledger.LedgerFacts;
import dev.greenlight.consent.mapping.EmailMapper;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.StateQueries;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP of the suppression list in front of its rules, without a log between them. */
class EmailSuppressionHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ACME = "/v1/tenants/acme";
    private static final String LIST = ACME + "/email-suppressions";
    private static final String ANN = LIST + "/ann+offers@example.com";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, EmailConsent> known = new HashMap<>();
    private final Map<String, CommandResult<EmailView>> away = new HashMap<>();
    private final CommandPublisher commands = mock();
    private final StateQueries queries = mock();
    private String role = "OFFICE";
    private MockMvc http;

    @BeforeEach
    void open() {
        when(commands.ask(anyString(), anyString(), any(EmailAct.class), anyString(), anyString()))
                .thenAnswer(call -> decide(call.getArgument(1), call.getArgument(2)));
        when(commands.send(anyString(), anyString(), any(EmailAct.class), anyString(), anyString()))
                .thenAnswer(
                        call -> CompletableFuture.completedFuture(decide(call.getArgument(1), call.getArgument(2))));
        when(queries.emailConsent(anyString(), anyString()))
                .thenAnswer(call -> new Here<>(
                        viewOf(known.getOrDefault(call.<String>getArgument(1), EmailConsent.NOTHING_KNOWN), null)));
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var routing = new OwnerRouting(JSON);
        var links = new UnsubscribeLinks("https://mail.example.com", new UnsubscribeTokens(Map.of(1, "0a".repeat(32))));
        http = MockMvcBuilders.standaloneSetup(
                        new EmailSuppressionController(commands, queries, routing, JSON, clock),
                        new EmailSuppressionListController(commands, JSON, clock),
                        new EmailConsentController(queries, routing, LedgerFacts.ledgerOf(List.of()), clock),
                        new LedgerExportController(LedgerFacts.ledgerOf(List.of()), JSON),
                        new UnsubscribeLinkController(links, JSON))
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new Caller("front desk", "acme"), null, List.of()));
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void addressIsSuppressedShownAndLifted() throws Exception {
        Answer put = send(HttpMethod.PUT, LIST + "/ann+offers@Example.COM", "{\"reason\":\"BOUNCE\"}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().get("outcome").stringValue()).isEqualTo("UPDATED");

        JsonNode shown = send(HttpMethod.GET, ANN, "").body();
        assertThat(shown.get("email").stringValue()).isEqualTo("ann+offers@example.com");
        assertThat(shown.get("suppressed").booleanValue()).isTrue();
        assertThat(shown.get("reason").stringValue()).isEqualTo("BOUNCE");
        assertThat(shown.get("liftedBy").stringValue()).isEqualTo("OFFICE");
        assertThat(shown.get("since").stringValue()).isEqualTo(NOW.toString());

        later();
        Answer lifted = send(HttpMethod.DELETE, ANN, "");
        assertThat(lifted.status()).isEqualTo(200);
        assertThat(lifted.body().at("/suppression/suppressed").booleanValue()).isFalse();
        assertThat(lifted.body().at("/suppression/reason").isNull()).isTrue();
    }

    @Test
    void addressOfWhichNothingIsKnownIsNotSuppressed() throws Exception {
        JsonNode shown = send(HttpMethod.GET, ANN, "").body();
        JsonNode consent = send(HttpMethod.GET, ACME + "/consents/email/ann+offers@example.com", "")
                .body();

        assertThat(shown.get("suppressed").booleanValue()).isFalse();
        assertThat(shown.get("evidence").isNull()).isTrue();
        assertThat(consent.get("channel").stringValue()).isEqualTo("EMAIL");
        assertThat(consent.get("status").stringValue()).isEqualTo("NEVER_ASKED");
    }

    @Test
    void whatThePersonDidIsNotLiftedByAnybodyAtTheCompany() throws Exception {
        send(HttpMethod.PUT, ANN, "{\"reason\":\"UNSUBSCRIBE\",\"note\":\"from the old system\"}");
        later();
        for (String caller : List.of("OFFICE", "ADMIN")) {
            role = caller;
            Answer refused = send(HttpMethod.DELETE, ANN, "");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().get("type").stringValue()).endsWith("/only-the-person-lifts");
            assertThat(refused.body().get("detail").stringValue()).contains("express consent");
        }
        JsonNode consent = send(HttpMethod.GET, ACME + "/consents/email/ann+offers@example.com", "")
                .body();
        assertThat(consent.get("status").stringValue()).isEqualTo("OPTED_OUT");
        assertThat(consent.at("/suppression/liftedBy").stringValue()).isEqualTo("PERSON");
    }

    @Test
    void neverEmailIsLiftedByAnAdminAlone() throws Exception {
        send(HttpMethod.PUT, ANN, "{\"reason\":\"NEVER_EMAIL\"}");
        later();

        assertThat(send(HttpMethod.DELETE, ANN, "").body().get("type").stringValue())
                .endsWith("/only-an-admin-lifts");
        role = "ADMIN";
        assertThat(send(HttpMethod.DELETE, ANN, "").status()).isEqualTo(200);
    }

    @Test
    void whatIsNoRequestIsRefusedWithEveryError() throws Exception {
        assertThat(send(HttpMethod.PUT, LIST + "/ann@localhost", "{\"reason\":\"BOUNCE\"}")
                        .body()
                        .at("/errors/0/field")
                        .stringValue())
                .isEqualTo("email");
        assertThat(send(HttpMethod.GET, ACME + "/consents/email/ann/history", "")
                        .status())
                .isEqualTo(400);
        Answer wrong = send(HttpMethod.PUT, ANN, "{\"reason\":\"BORED\",\"note\":\"\",\"more\":1}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().get("errors")).hasSize(3);
        assertThat(send(HttpMethod.PUT, ANN, "{}").body().at("/errors/0/rule").stringValue())
                .isEqualTo("must be there");
        assertThat(known).isEmpty();
    }

    @Test
    void decisionThatTakesLongerIsAcceptedAndALogThatIsAwayIsSaid() throws Exception {
        away.put("ann+offers@example.com", new Accepted<>());
        Answer accepted = send(HttpMethod.PUT, ANN, "{\"reason\":\"BOUNCE\"}");
        away.put("ann+offers@example.com", new Unavailable<>());
        Answer unavailable = send(HttpMethod.PUT, ANN, "{\"reason\":\"BOUNCE\"}");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.response().getHeader("Location")).isEqualTo(ANN);
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.response().getHeader("Retry-After")).isNotNull();
    }

    @Test
    void listIsAnsweredAddressByAddress() throws Exception {
        away.put("carl@example.com", new Unavailable<>());
        JsonNode answers = send(
                        HttpMethod.POST,
                        LIST + ":suppress",
                        "{\"reason\":\"UNSUBSCRIBE\",\"emails\":[\"Ann@Example.com\",\"nobody\",\"carl@example.com\"]}")
                .body()
                .get("answers");
        assertThat(answers).hasSize(3);
        assertThat(answers.at("/0/email").stringValue()).isEqualTo("Ann@Example.com");
        assertThat(answers.at("/0/outcome").stringValue()).isEqualTo("UPDATED");
        assertThat(answers.at("/0/suppression/email").stringValue()).isEqualTo("Ann@example.com");
        assertThat(answers.at("/1/outcome").stringValue()).isEqualTo("REJECTED");
        assertThat(answers.at("/1/problem").stringValue()).isEqualTo("invalid-fields");
        assertThat(answers.at("/1/errors/0/pointer").stringValue()).isEqualTo("#/emails/1");
        assertThat(answers.at("/2/outcome").stringValue()).isEqualTo("UNAVAILABLE");

        later();
        JsonNode refused = send(HttpMethod.POST, LIST + ":unsuppress", "{\"emails\":[\"Ann@example.com\"]}")
                .body();
        assertThat(refused.at("/answers/0/outcome").stringValue()).isEqualTo("REJECTED");
        assertThat(refused.at("/answers/0/problem").stringValue()).isEqualTo("only-the-person-lifts");
        assertThat(refused.at("/answers/0/suppression/reason").stringValue()).isEqualTo("UNSUBSCRIBE");
    }

    @Test
    void aThousandAddressesAreTakenAndNotOneMoreOrNone() throws Exception {
        assertThat(send(HttpMethod.POST, LIST + ":suppress", "{\"reason\":\"BOUNCE\",\"emails\":" + emails(1_000) + "}")
                        .body()
                        .get("answers"))
                .hasSize(1_000);
        known.clear();
        for (String emails : List.of(emails(1_001), "[]", "null", "\"ann@example.com\"", "[1]")) {
            for (String verb : List.of(":suppress", ":unsuppress", ":links")) {
                String reason = verb.equals(":suppress") ? "\"reason\":\"BOUNCE\"," : "";
                assertThat(send(HttpMethod.POST, LIST + verb, "{" + reason + "\"emails\":" + emails + "}")
                                .status())
                        .as(verb + emails)
                        .isEqualTo(400);
            }
        }
        assertThat(known).isEmpty();
    }

    @Test
    void linksAreMadeWithTheHeadersThatMailProgramsLookFor() throws Exception {
        JsonNode links = send(
                        HttpMethod.POST,
                        LIST + ":links",
                        "{\"list\":\"newsletter\",\"emails\":[\"ann@example.com\",\"nobody\"]}")
                .body()
                .get("links");

        String url = links.at("/0/url").stringValue();
        assertThat(url).matches("https://mail\\.example\\.com/unsubscribe/[A-Za-z0-9_-]{100,}");
        assertThat(links.at("/0/headers/List-Unsubscribe").stringValue()).isEqualTo("<" + url + ">");
        assertThat(links.at("/0/headers/List-Unsubscribe-Post").stringValue()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(links.get(1).has("url")).isFalse();
        assertThat(links.at("/1/errors/0/rule").stringValue()).isEqualTo(Addresses.EMAIL_RULE);
        assertThat(send(HttpMethod.POST, LIST + ":links", "{\"list\":\"a b\",\"emails\":[\"ann@example.com\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whereNothingIsConfiguredTheProblemSaysWhatToSet() throws Exception {
        for (UnsubscribeLinks incomplete : List.of(
                new UnsubscribeLinks("https://mail.example.com", new UnsubscribeTokens(Map.of())),
                new UnsubscribeLinks(null, new UnsubscribeTokens(Map.of(1, "0a".repeat(32)))))) {
            MockMvc bare = MockMvcBuilders.standaloneSetup(new UnsubscribeLinkController(incomplete, JSON))
                    .setControllerAdvice(new ProblemAdvice())
                    .build();
            MockHttpServletResponse response = bare.perform(MockMvcRequestBuilders.post(LIST + ":links")
                            .contentType("application/json")
                            .content("{\"emails\":[\"ann@example.com\"]}"))
                    .andReturn()
                    .getResponse();

            assertThat(response.getStatus()).isEqualTo(501);
            assertThat(response.getContentAsString())
                    .contains("links-not-configured", "greenlight.unsubscribe.keys", "public-url");
        }
    }

    @Test
    void exportAndHistoryOfAnAddressAreThere() throws Exception {
        String consent = ACME + "/consents/email/ann+offers@example.com";

        assertThat(send(HttpMethod.GET, consent + "/history", "")
                        .body()
                        .get("complete")
                        .booleanValue())
                .isTrue();
        assertThat(send(HttpMethod.GET, consent + "/history/export", "")
                        .response()
                        .getContentAsString())
                .contains("\"facts\":0");
    }

    private record Answer(MockHttpServletResponse response, JsonNode body) {

        int status() {
            return response.getStatus();
        }
    }

    private Answer send(HttpMethod method, String path, String body) throws Exception {
        MockHttpServletResponse response = http.perform(MockMvcRequestBuilders.request(method, URI.create(path))
                        .contentType("application/json")
                        .content(body)
                        .with(request -> {
                            request.addUserRole(role);
                            return request;
                        }))
                .andReturn()
                .getResponse();
        boolean isJson = String.valueOf(response.getContentType()).contains("json")
                && !String.valueOf(response.getContentType()).contains("ndjson");
        return new Answer(response, isJson ? JSON.readTree(response.getContentAsByteArray()) : JSON.missingNode());
    }

    private CommandResult<EmailView> decide(String address, EmailAct act) {
        CommandResult<EmailView> unreachable = away.get(address);
        if (unreachable != null) {
            return unreachable;
        }
        EmailConsent before = known.getOrDefault(address, EmailConsent.NOTHING_KNOWN);
        return switch (EmailPolicy.decide(before, act, TenantSettings.DEFAULTS.choices())) {
            case EmailDecision.Repeated repeated -> new Decided<>(CommandOutcome.REPEATED, viewOf(before, null));
            case EmailDecision.Decided decided -> {
                known.put(address, decided.after());
                yield new Decided<>(EmailMapper.toOutcome(decided.outcome()), viewOf(decided.after(), decided));
            }
        };
    }

    private static EmailView viewOf(EmailConsent consent, EmailDecision.@Nullable Decided decided) {
        return new EmailView(
                consent,
                0,
                "",
                "",
                decided != null && decided.outcome() == EmailOutcome.REFUSED
                        ? decided.causes().getFirst()
                        : null,
                null);
    }

    /** So that what is lifted now was suppressed before. */
    private void later() {
        known.replaceAll((address, consent) -> new EmailConsent(
                consent.marks().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, mark -> new Mark(NOW.minusSeconds(60), null))),
                consent.requests(),
                consent.recentCommandIds()));
    }

    private static String emails(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"a" + i + "@example.com\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
