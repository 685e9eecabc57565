package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.domain.settings.OptInForm.Channel;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.SettingsPolicy;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.mapping.OptInView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.topology.StateQueries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people on a company's web site send, and what they are told. */
class OptInFormHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String FORM_ID = "abcdefghijklmnopqrstuv";
    private static final String PATH = "/v1/tenants/acme/opt-in-forms/" + FORM_ID;
    private static final String EMAIL_FORM_ID = "bcdefghijklmnopqrstuvw";
    private static final String EMAIL_PATH = "/v1/tenants/acme/opt-in-forms/" + EMAIL_FORM_ID;
    private static final String SITE = "https://www.acme.example";
    private static final String WORDS = "I agree to <b>texts</b> from Acme & \"friends\".";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FILLED_IN = "phone=%28415%29+867-5309&agree=yes&version=1";

    private final CommandPublisher commands = mock();
    private final StateQueries queries = mock();
    private final List<String> numbers = new ArrayList<>();
    private final List<OptInAsk> asked = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();
    private final List<EmailAct.Ask> askedByEmail = new ArrayList<>();
    private final EmailOptInLinks links = new EmailOptInLinks("https://mail.example.com", Map.of(1, "0a".repeat(32)));
    private final MockMvc http;
    private String from = "198.51.100.7";
    private CommandResult<OptInView> result = new Decided<>(CommandOutcome.CREATED, null);

    OptInFormHttpTest() {
        Choices choices = new Choices(
                TenantSettings.DEFAULTS.choices().optOutScope(),
                null,
                true,
                true,
                7,
                2,
                TenantSettings.DEFAULTS.choices().marketingPro(),
                TenantSettings.DEFAULTS.choices().senders(),
                List.of(
                        new OptInForm(FORM_ID, "Footer", WORDS, 0, List.of(SITE, "http://localhost:3000"), Channel.SMS),
                        new OptInForm(EMAIL_FORM_ID, "News", "Send me email.", 0, List.of(SITE), Channel.EMAIL)),
                TenantSettings.DEFAULTS.choices().outreach());
        TenantSettings settings = SettingsPolicy.decide(
                        TenantSettings.DEFAULTS, new SettingsCommand("s1", null, NOON, "office", choices))
                .after();
        when(queries.settingsHere(anyString())).thenReturn(TenantSettings.DEFAULTS);
        when(queries.settingsHere("acme")).thenReturn(settings);
        when(commands.ask(anyString(), anyString(), any(OptInAsk.class))).thenAnswer(call -> {
            numbers.add(call.getArgument(0) + " " + call.getArgument(1));
            asked.add(call.getArgument(2));
            return result;
        });
        when(commands.ask(anyString(), anyString(), any(EmailAct.Ask.class), anyString()))
                .thenAnswer(call -> {
                    emails.add(call.getArgument(0) + " " + call.getArgument(1) + " "
                            + call.<String>getArgument(3).replaceFirst("/[^/]+$", ""));
                    askedByEmail.add(call.getArgument(2));
                    return new Decided<EmailView>(CommandOutcome.CREATED, null);
                });
        var forms = new OptInForms(queries);
        http = MockMvcBuilders.standaloneSetup(new OptInFormController(
                        forms,
                        commands,
                        new FormAddress("https://forms.example.com"),
                        new ClientAddresses(List.of("10.0.0.0/8")),
                        links,
                        JSON,
                        Clock.fixed(NOON, ZoneOffset.UTC)))
                .setControllerAdvice(new ProblemAdvice())
                .addFilters(new CorsFilter(new OptInFormOrigins(forms)))
                .build();
    }

    @Test
    void formOfABrowserOpensARequestWithAllThatCanBeShownForIt() throws Exception {
        var response = http.perform(MockMvcRequestBuilders.post(PATH + "/submissions")
                        .contentType(FORM)
                        .content(FILLED_IN)
                        .header("Origin", SITE)
                        .header("Referer", SITE + "/contact?x=1")
                        .header("User-Agent", "A browser")
                        .header("X-Forwarded-For", "203.0.113.9, 198.51.100.8")
                        .with(request -> {
                            request.setRemoteAddr("10.1.2.3");
                            return request;
                        }))
                .andReturn()
                .getResponse();

        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(numbers).containsExactly("acme +14158675309");
        assertThat(asked.getFirst().askedAt()).isEqualTo(NOON);
        assertThat(asked.getFirst().origin().source()).isEqualTo(OptInSource.WEB_FORM);
        assertThat(asked.getFirst().origin().disclosure()).isEqualTo(FORM_ID + "/1");
        assertThat(asked.getFirst().origin().askedBy()).isEqualTo("web form Footer");
        assertThat(evidence()).isEqualTo(JSON.readTree("""
                        {"form": "Footer", "formId": "abcdefghijklmnopqrstuv", "version": 1,
                         "words": "I agree to <b>texts</b> from Acme & \\"friends\\".",
                         "page": "https://www.acme.example/contact?x=1", "ipAddress": "198.51.100.8",
                         "userAgent": "A browser", "submittedAt": "2026-11-23T12:00:00Z"}"""));
    }

    @Test
    void nameIsKeptWhereItIsFilledInAndNoLongerThanNamesAre() throws Exception {
        assertThat(post(FORM, FILLED_IN + "&name=+Ann+Lee+", SITE).getStatus()).isEqualTo(202);
        assertThat(evidence().get("name").stringValue()).isEqualTo("Ann Lee");

        assertThat(post(FORM, FILLED_IN + "&name=" + "x".repeat(101), SITE).getStatus())
                .isEqualTo(400);
        assertThat(asked).hasSize(1);
    }

    @Test
    void pageForPeopleWithoutScriptsRepeatsNothingAndRunsNothing() throws Exception {
        var response = post(FORM, FILLED_IN, SITE);

        assertThat(response.getContentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(response.getContentAsString()).startsWith("<!doctype html>").doesNotContain("867", "<script");
        assertThat(response.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void answerIsTheSameWhateverIsDecidedAboutTheNumber() throws Exception {
        List<String> answers = new ArrayList<>();
        for (CommandResult<OptInView> each : List.<CommandResult<OptInView>>of(
                new Decided<>(CommandOutcome.CREATED, null),
                new Decided<>(CommandOutcome.REFUSED, null),
                new Decided<>(CommandOutcome.UNCHANGED, null),
                new Accepted<>())) {
            result = each;
            answers.add(told(post(FORM, FILLED_IN, SITE)));
            answers.add(told(post("application/json", """
                    {"phone": "+14158675309", "agree": true, "version": 1}""", SITE)));
        }

        assertThat(asked).hasSize(8);
        assertThat(answers.stream().distinct()).hasSize(2);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).startsWith("202"));
    }

    @Test
    void submissionThatCouldNotBeStoredIsNotThankedFor() throws Exception {
        result = new Unavailable<>();

        assertThat(post(FORM, FILLED_IN, SITE).getStatus()).isEqualTo(503);
        assertThat(post("application/json", "{\"phone\": \"+14158675309\", \"agree\": true, \"version\": 1}", SITE)
                        .getStatus())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example",
                "https://www.acme.example.evil.example",
                "https://www.acme.example:8443",
                "http://www.acme.example",
                "HTTPS://www.acme.example/",
                "null"
            })
    void otherPagesAreNotLetIn(String origin) throws Exception {
        assertThat(post(FORM, FILLED_IN, origin).getStatus()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void postWithoutAnOriginIsNotLetIn() throws Exception {
        assertThat(post(FORM, FILLED_IN, null).getStatus()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void scriptsOfTheNamedSitesMayAskAndReadTheAnswerAndNoOthers() throws Exception {
        var allowed = preflight(PATH + "/submissions", SITE);
        assertThat(allowed.getStatus()).isEqualTo(200);
        assertThat(allowed.getHeader("Access-Control-Allow-Origin")).isEqualTo(SITE);
        assertThat(allowed.getHeader("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(allowed.getHeader("Access-Control-Allow-Credentials")).isNull();
        assertThat(post("application/json", "{}", SITE).getHeader("Access-Control-Allow-Origin"))
                .isEqualTo(SITE);

        assertThat(preflight(PATH + "/submissions", "https://evil.example").getStatus())
                .isEqualTo(403);
        assertThat(preflight(PATH + "/snippet", SITE).getHeader("Access-Control-Allow-Origin"))
                .isNull();
        assertThat(preflight("/v1/tenants/bolt/opt-in-forms/" + FORM_ID + "/submissions", SITE)
                        .getHeader("Access-Control-Allow-Origin"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tenants/bolt/opt-in-forms/abcdefghijklmnopqrstuv",
                "/v1/tenants/acme/opt-in-forms/abcdefghijklmnopqrstuw",
                "/v1/tenants/acme/opt-in-forms/x"
            })
    void formThatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(send(path + "/submissions", FORM, FILLED_IN, SITE).getStatus())
                .isEqualTo(404);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agree=yes&version=1                    | phone: must be there
            phone=12&agree=yes&version=1           | phone: must be a phone number
            phone=%2B14158675309&version=1         | agree: must be ticked
            phone=%2B14158675309&agree=no&version=1 | agree: must be ticked
            phone=%2B14158675309&agree=yes         | version: must be a version
            phone=%2B14158675309&agree=yes&version=2 | version: must be a version
            """)
    void whatIsMissingIsSaidAndNothingIsRepeated(String body, String sentence) throws Exception {
        var response = post(FORM, body, SITE);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains(sentence).doesNotContain("4158675309");
        assertThat(asked).isEmpty();
    }

    @Test
    void scriptIsToldByFieldWhatIsMissing() throws Exception {
        var response = post("application/json", "{\"phone\": \"12\"}", SITE);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(JSON.readTree(response.getContentAsByteArray())
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").stringValue()))
                .containsExactly("#/phone", "#/agree", "#/version");
    }

    @Test
    void whatFillsInTheHiddenFieldIsThankedAndForgotten() throws Exception {
        String bait = told(post(FORM, FILLED_IN + "&website=spam", SITE));

        assertThat(asked).isEmpty();
        assertThat(bait).isEqualTo(told(post(FORM, FILLED_IN, SITE)));
    }

    @Test
    void bodiesThatNoFormHasAreRefused() throws Exception {
        assertThat(post(FORM, "phone=" + "1".repeat(9_000), SITE).getStatus()).isEqualTo(413);
        assertThat(post(FORM, "phone=%G1", SITE).getStatus()).isEqualTo(400);
        assertThat(post("application/json", "[", SITE).getStatus()).isEqualTo(400);
        assertThat(post("text/plain", FILLED_IN, SITE).getStatus()).isEqualTo(415);
        assertThat(asked).isEmpty();
    }

    @Test
    void pageIsTakenFromWhereTheBrowserVouchesForIt() throws Exception {
        post(FORM, FILLED_IN + "&page=https%3A%2F%2Fevil.example%2F", SITE);
        assertThat(evidence().get("page").stringValue()).isEqualTo(SITE);

        post(FORM, FILLED_IN + "&page=https%3A%2F%2Fwww.acme.example%2Foffers", SITE);
        assertThat(evidence().get("page").stringValue()).isEqualTo(SITE + "/offers");
    }

    @Test
    void oneAddressSendsTenFormsInTenMinutesAndOthersAreNotHeldUp() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(post(FORM, FILLED_IN, SITE).getStatus()).isEqualTo(202);
        }
        var refused = post(FORM, FILLED_IN, SITE);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("600");

        from = "198.51.100.8";
        assertThat(post(FORM, FILLED_IN, SITE).getStatus()).isEqualTo(202);
    }

    @Test
    void settingsThatAreNotKnownRightNowAreNoForm() throws Exception {
        when(queries.settingsHere("acme")).thenReturn(null);

        assertThat(post(FORM, FILLED_IN, SITE).getStatus()).isEqualTo(503);
    }

    @Test
    void snippetPostsWhatItShowsAndItsWordsRunNothing() throws Exception {
        String html = http.perform(MockMvcRequestBuilders.get(PATH + "/snippet"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(html)
                .contains("action=\"https://forms.example.com" + PATH + "/submissions\"")
                .contains("I agree to &lt;b&gt;texts&lt;/b&gt; from Acme &amp; &quot;friends&quot;.")
                .doesNotContain("<b>", "<script");
        var body = new StringBuilder();
        var inputs = Pattern.compile("<input[^>]*name=\"([a-z]+)\"(?: value=\"([^\"]*)\")?")
                .matcher(html);
        while (inputs.find()) {
            String value = inputs.group(1).equals("phone") ? "4158675309" : inputs.group(2);
            body.append(inputs.group(1))
                    .append('=')
                    .append(value == null ? "" : value)
                    .append('&');
        }
        assertThat(post(FORM, body.toString(), SITE).getStatus()).isEqualTo(202);
        assertThat(numbers).containsExactly("acme +14158675309");
    }

    @Test
    void formForEmailAsksByEmailAndIsMarkedAsFilledInByThePerson() throws Exception {
        var response = send(EMAIL_PATH + "/submissions", FORM, "email=Ann%2Bx%40Example.COM&agree=yes&version=1", SITE);

        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(response.getContentAsString()).contains("it gets an email").doesNotContain("Ann", "ann");
        assertThat(emails).containsExactly("acme Ann+x@example.com https://mail.example.com/email-opt-in");
        EmailAct.Ask ask = askedByEmail.getFirst();
        assertThat(ask.byForm()).isTrue();
        assertThat(ask.at()).isEqualTo(NOON);
        assertThat(ask.origin().source()).isEqualTo(OptInSource.WEB_FORM);
        assertThat(ask.origin().disclosure()).isEqualTo(EMAIL_FORM_ID + "/1");
        assertThat(JSON.readTree(ask.origin().evidence()).get("ipAddress").stringValue())
                .isEqualTo("198.51.100.7");
        assertThat(JSON.readTree(ask.origin().evidence()).get("words").stringValue())
                .isEqualTo("Send me email.");
        assertThat(asked).isEmpty();
    }

    @Test
    void formForEmailTakesNoNumberAndTheOtherNoEmail() throws Exception {
        var wrong = send(EMAIL_PATH + "/submissions", FORM, FILLED_IN, SITE);
        assertThat(wrong.getStatus()).isEqualTo(400);
        assertThat(wrong.getContentAsString()).contains("email: ");
        assertThat(post(FORM, "email=ann%40example.com&agree=yes&version=1", SITE)
                        .getStatus())
                .isEqualTo(400);
        assertThat(send(EMAIL_PATH + "/submissions", FORM, "email=ann&agree=yes&version=1", SITE)
                        .getContentAsString())
                .doesNotContain("ann");
        assertThat(asked).isEmpty();
        assertThat(emails).isEmpty();
    }

    @Test
    void snippetOfAFormForEmailAsksForAnEmailAddress() throws Exception {
        String html = http.perform(MockMvcRequestBuilders.get(EMAIL_PATH + "/snippet"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(html)
                .contains("<label>Email <input type=\"email\" name=\"email\" autocomplete=\"email\"")
                .doesNotContain("phone");
    }

    @Test
    void snippetOfAFormThatIsNotThereIsNotFound() throws Exception {
        assertThat(http.perform(MockMvcRequestBuilders.get("/v1/tenants/bolt/opt-in-forms/" + FORM_ID + "/snippet"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    private JsonNode evidence() {
        return JSON.readTree(asked.getLast().origin().evidence());
    }

    private static String told(MockHttpServletResponse response) throws Exception {
        return response.getStatus() + " " + response.getHeaderNames() + response.getContentAsString();
    }

    private MockHttpServletResponse post(String type, String body, @Nullable String origin) throws Exception {
        return send(PATH + "/submissions", type, body, origin);
    }

    private MockHttpServletResponse send(String path, String type, String body, @Nullable String origin)
            throws Exception {
        var request = MockMvcRequestBuilders.post(path)
                .contentType(type)
                .content(body.getBytes(StandardCharsets.UTF_8))
                .with(posted -> {
                    posted.setRemoteAddr(from);
                    return posted;
                });
        if (origin != null) {
            request.header("Origin", origin);
        }
        return http.perform(request).andReturn().getResponse();
    }

    private MockHttpServletResponse preflight(String path, String origin) throws Exception {
        return http.perform(MockMvcRequestBuilders.request(HttpMethod.OPTIONS, path)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type"))
                .andReturn()
                .getResponse();
    }
}
