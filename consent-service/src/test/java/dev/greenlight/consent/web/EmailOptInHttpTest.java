package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.email.Authority;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.EmailConsent;
import dev.greenlight.consent.domain.email.EmailDecision;
import dev.greenlight.consent.domain.email.EmailOutcome;
import dev.greenlight.consent.domain.email.EmailPolicy;
import dev.greenlight.consent.domain.email.EmailStatus;
import dev.greenlight.consent.domain.email.SuppressionReason;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/** The office asks, the person answers behind the link: the HTTP in front of the rules, without a log between them. */
class EmailOptInHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE = "https://mail.example.com";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ANN = "/v1/tenants/acme/consents/email/ann@example.com";
    private static final String WISH =
            "{\"source\": \"TECHNICIAN\", \"disclosure\": \"email-1\", \"evidence\": \"Asked on the visit.\"}";
    private static final Map<Integer, String> SECRETS = Map.of(1, "0a".repeat(32));

    private final CommandPublisher commands = mock();
    private final StateQueries queries = mock();
    private final Clock clock = mock();
    private final EmailOptInLinks links = new EmailOptInLinks(BASE, SECRETS);
    private final List<String> sent = new ArrayList<>();
    private final List<String> shownFor = new ArrayList<>();
    private EmailConsent known = EmailConsent.NOTHING_KNOWN;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private @Nullable CommandResult<EmailView> away;
    private MockMvc http;

    @BeforeEach
    void open() {
        when(clock.instant()).thenAnswer(call -> now);
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
        when(commands.ask(anyString(), anyString(), any(EmailAct.Ask.class), anyString()))
                .thenAnswer(call -> {
                    sent.add(call.<String>getArgument(3).substring(BASE.length()));
                    return decide(call.getArgument(2));
                });
        when(commands.answer(anyString(), anyString(), any(EmailAct.Answer.class), anyString(), anyString()))
                .thenAnswer(call -> {
                    shownFor.add(call.getArgument(0) + " " + call.getArgument(1) + " " + call.getArgument(3) + " "
                            + call.getArgument(4));
                    return decide(call.getArgument(2));
                });
        when(queries.emailConsent(anyString(), anyString())).thenAnswer(call -> new Here<>(viewOf(known, null)));
        http = with(links);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new Caller("front desk", "acme"), null, List.of()));
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void officeAsksAndIsToldEverythingButTheLink() throws Exception {
        MockHttpServletResponse response = ask(WISH);

        assertThat(response.getStatus()).isEqualTo(201);
        JsonNode body = JSON.readTree(response.getContentAsByteArray());
        assertThat(body.get("outcome").stringValue()).isEqualTo("CREATED");
        assertThat(body.at("/request/source").stringValue()).isEqualTo("TECHNICIAN");
        assertThat(body.at("/request/askedBy").stringValue()).isEqualTo("front desk");
        assertThat(body.at("/request/expiresAt").stringValue()).isEqualTo("2026-03-08T12:00:00Z");
        assertThat(body.at("/consent/status").stringValue()).isEqualTo("PENDING");
        assertThat(body.at("/consent/openRequest/mayHappenNext").size()).isEqualTo(4);
        assertThat(sent).hasSize(1);
        assertThat(response.getContentAsString()).doesNotContain("email-opt-in/", sent.getFirst());
        assertThat(shown().at("/openRequest/request/id").stringValue())
                .isEqualTo(body.at("/request/id").stringValue());
    }

    @Test
    void openRequestIsNotShownOnceItsTimeIsOver() throws Exception {
        ask(WISH);
        now = now.plus(Duration.ofDays(7));

        assertThat(shown().get("status").stringValue()).isEqualTo("NEVER_ASKED");
        assertThat(shown().get("openRequest").isNull()).isTrue();
    }

    @Test
    void lookingAtTheLinkShowsTwoButtonsAndChangesNothing() throws Exception {
        ask(WISH);

        MockHttpServletResponse page = send(HttpMethod.GET, sent.getFirst(), null, "");
        MockHttpServletResponse head = send(HttpMethod.HEAD, sent.getFirst(), null, "");

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(head.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("<form method=\"post\">", "value=\"yes\"", "value=\"no\"")
                .doesNotContain("<script", "ann", "acme");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.getHeader("Cache-Control")).contains("no-store");
        assertThat(known.status()).isEqualTo(EmailStatus.PENDING);
        assertThat(shownFor).isEmpty();
    }

    @Test
    void buttonOptsInWithWhereItWasPressed() throws Exception {
        ask(WISH);
        var buttons = Pattern.compile("<button name=\"([a-z]+)\" value=\"(yes)\">")
                .matcher(send(HttpMethod.GET, sent.getFirst(), null, "").getContentAsString());
        assertThat(buttons.find()).isTrue();

        MockHttpServletResponse response =
                send(HttpMethod.POST, sent.getFirst(), FORM, buttons.group(1) + "=" + buttons.group(2));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(shownFor).containsExactly("acme ann@example.com 198.51.100.7 A browser");
        assertThat(shown().get("status").stringValue()).isEqualTo("OPTED_IN");
        assertThat(shown().get("since").stringValue()).isEqualTo(now.toString());
        assertThat(shown().get("openRequest").isNull()).isTrue();
        assertThat(response.getContentAsString()).doesNotContain("ann", "acme");
    }

    @Test
    void noIsTakenAndTheOfficeIsToldWhenItMayAskAgain() throws Exception {
        ask(WISH);
        assertThat(send(HttpMethod.POST, sent.getFirst(), FORM, "answer=no").getStatus())
                .isEqualTo(200);

        MockHttpServletResponse refused = ask(WISH);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After"))
                .isEqualTo(Long.toString(Duration.ofDays(30).toSeconds()));
        assertThat(problem(refused)).isEqualTo("declined-lately");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "answer=", "answer=YES", "answer=yes&answer=yes", "x=1", "List-Unsubscribe=One-Click"})
    void otherBodiesAreNoAnswer(String body) throws Exception {
        ask(WISH);

        assertThat(send(HttpMethod.POST, sent.getFirst(), FORM, body).getStatus())
                .isEqualTo(400);
        assertThat(known.status()).isEqualTo(EmailStatus.PENDING);
    }

    @Test
    void otherTypesOfBodiesAreNoAnswer() throws Exception {
        ask(WISH);

        assertThat(send(HttpMethod.POST, sent.getFirst(), "application/json", "answer=yes")
                        .getStatus())
                .isEqualTo(415);
        assertThat(send(HttpMethod.POST, sent.getFirst(), null, "answer=yes").getStatus())
                .isEqualTo(415);
        assertThat(known.status()).isEqualTo(EmailStatus.PENDING);
    }

    @Test
    void linkEndsWithItsRequestAndAMonthLaterItIsNotEvenDecidedOn() throws Exception {
        ask(WISH);
        now = now.plus(Duration.ofDays(7));
        assertThat(send(HttpMethod.POST, sent.getFirst(), FORM, "answer=yes").getStatus())
                .isEqualTo(410);
        assertThat(shownFor).hasSize(1);
        assertThat(known.status()).isEqualTo(EmailStatus.NEVER_ASKED);

        now = now.plus(Duration.ofDays(23));
        assertThat(send(HttpMethod.POST, sent.getFirst(), FORM, "answer=yes").getStatus())
                .isEqualTo(410);
        assertThat(send(HttpMethod.GET, sent.getFirst(), null, "").getStatus()).isEqualTo(410);
        assertThat(shownFor).hasSize(1);
    }

    @Test
    void linkOfAnotherPurposeOrNoneIsNotFoundAndChangesNothing() throws Exception {
        ask(WISH);
        var unsubscribe = new UnsubscribeTokens(SECRETS);
        String theirs = unsubscribe.seal(new UnsubscribeTokens.Sealed("acme", "ann@example.com", "x"));
        String ours = sent.getFirst().substring("/email-opt-in/".length());

        assertThat(unsubscribe.open(ours)).isNull();
        assertThat(links.open(theirs)).isNull();
        for (String token : List.of(theirs, "none", ours.substring(4), ours + "AAAA")) {
            assertThat(send(HttpMethod.POST, "/email-opt-in/" + token, FORM, "answer=yes")
                            .getStatus())
                    .isEqualTo(404);
            assertThat(send(HttpMethod.GET, "/email-opt-in/" + token, null, "").getStatus())
                    .isEqualTo(404);
        }
        assertThat(known.status()).isEqualTo(EmailStatus.PENDING);
        assertThat(Objects.requireNonNull(links.open(ours)).toString()).doesNotContain("ann");
    }

    @Test
    void whoMayNotBeAskedIsAProblemThatSaysWhy() throws Exception {
        suppress(SuppressionReason.UNSUBSCRIBE);
        assertThat(problem(ask(WISH.replace("TECHNICIAN", "WEB_FORM")))).isEqualTo("only-the-person-lifts");
        known = EmailConsent.NOTHING_KNOWN;
        suppress(SuppressionReason.BOUNCE);
        MockHttpServletResponse suppressed = ask(WISH);
        assertThat(suppressed.getStatus()).isEqualTo(409);
        assertThat(problem(suppressed)).isEqualTo("suppressed");
        decide(new EmailAct.Lift("l", now.plusSeconds(1), Authority.OFFICE));
        now = now.plusSeconds(2);
        assertThat(ask(WISH).getStatus()).isEqualTo(201);
        String link = sent.getLast();
        assertThat(ask(WISH).getStatus()).isEqualTo(200);
        send(HttpMethod.POST, link, FORM, "answer=yes");
        assertThat(problem(ask(WISH))).isEqualTo("already-opted-in");
    }

    @Test
    void oldLinkOfWhoUnsubscribedSinceBringsNothingBack() throws Exception {
        ask(WISH);
        now = now.plusSeconds(60);
        suppress(SuppressionReason.UNSUBSCRIBE);
        now = now.plusSeconds(60);

        assertThat(send(HttpMethod.POST, sent.getFirst(), FORM, "answer=yes").getStatus())
                .isEqualTo(410);
        assertThat(shown().get("status").stringValue()).isEqualTo("OPTED_OUT");
    }

    @Test
    void whatIsNotStoredIsSaidAndWhatIsNotDecidedYetIsNotPromised() throws Exception {
        ask(WISH);
        away = new Unavailable<>();
        assertThat(send(HttpMethod.POST, sent.getFirst(), FORM, "answer=yes").getStatus())
                .isEqualTo(503);
        assertThat(ask(WISH).getStatus()).isEqualTo(503);
        away = new Accepted<>();
        assertThat(send(HttpMethod.POST, sent.getFirst(), FORM, "answer=yes").getStatus())
                .isEqualTo(202);
        assertThat(ask(WISH).getHeader("Location")).isEqualTo(ANN);
    }

    @Test
    void withoutKeysNobodyIsAsked() throws Exception {
        http = with(new EmailOptInLinks(null, Map.of()));

        MockHttpServletResponse refused = ask(WISH);
        assertThat(refused.getStatus()).isEqualTo(501);
        assertThat(problem(refused)).isEqualTo("links-not-configured");
        assertThat(known).isEqualTo(EmailConsent.NOTHING_KNOWN);
    }

    @Test
    void wishIsReadAsThatForANumber() throws Exception {
        assertThat(problem(ask("{\"source\": \"NOBODY\", \"more\": 1}"))).isEqualTo("invalid-fields");
        assertThat(send(HttpMethod.POST, ANN.replace("@", "") + "/opt-in-requests", "application/json", WISH)
                        .getStatus())
                .isEqualTo(400);
        assertThat(sent).isEmpty();
    }

    private MockMvc with(EmailOptInLinks made) {
        return MockMvcBuilders.standaloneSetup(
                        new EmailOptInRequestController(commands, made, JSON, clock),
                        new EmailOptInController(made, commands, new ClientAddresses(List.of()), clock),
                        new EmailConsentController(
                                queries, new OwnerRouting(JSON), LedgerFacts.ledgerOf(List.of()), clock))
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
    }

    private CommandResult<EmailView> decide(EmailAct act) {
        if (away != null) {
            return away;
        }
        return switch (EmailPolicy.decide(known, act, TenantSettings.DEFAULTS.choices())) {
            case EmailDecision.Repeated repeated -> new Decided<>(CommandOutcome.REPEATED, viewOf(known, null));
            case EmailDecision.Decided decided -> {
                known = decided.after();
                yield new Decided<>(EmailMapper.toOutcome(decided.outcome()), viewOf(known, decided));
            }
        };
    }

    private void suppress(SuppressionReason reason) {
        decide(new EmailAct.Suppress("s" + now, now, reason));
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
                decided == null ? null : decided.retryAt());
    }

    private MockHttpServletResponse ask(String wish) throws Exception {
        return send(HttpMethod.POST, ANN + "/opt-in-requests", "application/json", wish);
    }

    private JsonNode shown() throws Exception {
        return JSON.readTree(send(HttpMethod.GET, ANN, null, "").getContentAsByteArray());
    }

    private static String problem(MockHttpServletResponse response) {
        return JSON.readTree(response.getContentAsByteArray())
                .path("type")
                .asString()
                .replace("https://greenlight.dev/problems/", "");
    }

    private MockHttpServletResponse send(HttpMethod method, String path, @Nullable String type, String body)
            throws Exception {
        var request = MockMvcRequestBuilders.request(method, path)
                .content(body.getBytes(StandardCharsets.UTF_8))
                .header("User-Agent", "A browser")
                .with(from -> {
                    from.setRemoteAddr("198.51.100.7");
                    return from;
                });
        if (type != null) {
            request.header("Content-Type", type);
        }
        return http.perform(request).andReturn().getResponse();
    }
}
