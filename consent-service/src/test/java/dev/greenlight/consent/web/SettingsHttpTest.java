package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.SettingsDecision;
import dev.greenlight.consent.domain.settings.SettingsPolicy;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.Located.Nowhere;
import dev.greenlight.consent.topology.StateQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

/** The HTTP of settings in front of the rules, without a log between them. */
class SettingsHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String REVOKE_ALL =
            "\"scheduledOptOutScope\": {\"scope\": \"ALL\", \"from\": " + "\"2027-01-31T00:00:00-05:00\"}";

    private final CommandPublisher commands = mock();
    private final StateQueries queries = mock();
    private final List<TenantSettings> history = new ArrayList<>(List.of(TenantSettings.DEFAULTS));
    private Instant now = NOON;
    private MockHttpServletResponse response = new MockHttpServletResponse();

    SettingsHttpTest() {
        when(commands.ask(anyString(), any(SettingsCommand.class))).thenAnswer(call -> decided(call.getArgument(1)));
        when(queries.settings(anyString())).thenAnswer(call -> new Here<>(history.getLast()));
        when(queries.settingsHistory(anyString(), anyLong(), anyInt()))
                .thenAnswer(call -> new Here<>(kept(call.getArgument(1), call.getArgument(2))));
    }

    @Test
    void whatAPutLeavesOutTakesItsDefault() throws Exception {
        put("{\"optOutScope\": \"MARKETING\", \"optInRequestExpiryDays\": 14, \"smsSender\": \"+18005551212\"}");
        JsonNode after = put("{\"optInRequestsPerNumber\": 1}").get("settings");

        assertThat(after.get("optOutScope").stringValue()).isEqualTo("ALL");
        assertThat(after.get("optInRequestExpiryDays").intValue()).isEqualTo(7);
        assertThat(after.get("smsSender").isNull()).isTrue();
        assertThat(after.get("optInRequestsPerNumber").intValue()).isEqualTo(1);
        assertThat(after.get("marketingPro").stringValue()).isEqualTo("NONE");
        assertThat(after.get("changedBy").stringValue()).isEqualTo("front desk");
        assertThat(response.getHeader("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void whatAPatchLeavesOutStaysAndNullTakesTheDefault() throws Exception {
        put("{\"optOutScope\": \"MARKETING\", \"optInRequestExpiryDays\": 14, \"emailSender\": "
                + "{\"name\": \"Acme\", \"address\": \"news@Acme.example\"}, " + REVOKE_ALL + "}");
        JsonNode after = patch("{\"optInRequestExpiryDays\": null, \"emailSender\": {\"name\": \"Acme Plumbing\"}}")
                .get("settings");

        assertThat(after.get("optOutScope").stringValue()).isEqualTo("MARKETING");
        assertThat(after.get("optInRequestExpiryDays").intValue()).isEqualTo(7);
        assertThat(after.get("emailSender").get("name").stringValue()).isEqualTo("Acme Plumbing");
        assertThat(after.get("emailSender").get("address").stringValue()).isEqualTo("news@acme.example");
        assertThat(after.get("scheduledOptOutScope").get("from").stringValue()).isEqualTo("2027-01-31T05:00:00Z");

        JsonNode without =
                patch("{\"scheduledOptOutScope\": null, \"emailSender\": null}").get("settings");
        assertThat(without.get("scheduledOptOutScope").isNull()).isTrue();
        assertThat(without.get("emailSender").isNull()).isTrue();
    }

    @Test
    void scheduledScopeIsShownUntilItHolds() throws Exception {
        put("{\"optOutScope\": \"BY_CONTEXT\", " + REVOKE_ALL + "}");
        assertThat(get("").get("optOutScope").stringValue()).isEqualTo("BY_CONTEXT");
        assertThat(get("").get("scheduledOptOutScope").get("scope").stringValue())
                .isEqualTo("ALL");

        now = Instant.parse("2027-01-31T05:00:00Z");
        assertThat(get("").get("optOutScope").stringValue()).isEqualTo("ALL");
        assertThat(get("").get("scheduledOptOutScope").isNull()).isTrue();

        patch("{\"optInRequestsPerNumber\": 1}");
        assertThat(history.getLast().at(now.minusSeconds(1))).isEqualTo(OptOutScopeSetting.BY_CONTEXT);
        assertThat(history.getLast().at(now)).isEqualTo(OptOutScopeSetting.ALL);
    }

    @Test
    void hoursAndLanguagesAreShownInOneOrderAndGoWithNull() throws Exception {
        JsonNode after = put("""
                {"unsoldEstimateDays": 45, "textLanguages": ["RU", "pt"], "marketingTextHours": [
                  {"day": "sunday"}, {"day": "SATURDAY", "from": "09:30", "until": "24:00"}]}""").get("settings");

        assertThat(after.get("unsoldEstimateDays").intValue()).isEqualTo(45);
        assertThat(after.get("textLanguages")).isEqualTo(JSON.readTree("[\"pt\", \"ru\"]"));
        assertThat(after.get("marketingTextHours")).isEqualTo(JSON.readTree("""
                        [{"day": "SATURDAY", "from": "09:30", "until": "24:00"},
                         {"day": "SUNDAY", "from": null, "until": null}]"""));
        assertThat(patch("{\"marketingTextHours\": " + after.get("marketingTextHours") + "}")
                        .get("settings"))
                .as("what was shown can be sent back")
                .isEqualTo(after);

        JsonNode without = patch(
                        "{\"unsoldEstimateDays\": null, \"textLanguages\": null, \"marketingTextHours\": null}")
                .get("settings");
        assertThat(without.get("unsoldEstimateDays").intValue()).isEqualTo(30);
        assertThat(without.get("textLanguages").isEmpty()).isTrue();
        assertThat(without.get("marketingTextHours").isEmpty()).isTrue();
        assertThat(get("/history").get("changes").get(0).get("fields").get(2)).isEqualTo(JSON.readTree("""
                        {"field": "textLanguages", "from": ["pt", "ru"], "to": []}"""));
    }

    @Test
    void languageThatNobodyKnowsIsRefusedWithThoseThereAre() throws Exception {
        JsonNode problem = put("{\"textLanguages\": [\"pt\", \"unknown\"]}");

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(rule(problem, "textLanguages"))
                .contains("en, es, fr, pt, de, it, ru, zh, ja, ar, he, vi")
                .doesNotContain("unknown");
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnceWithItsPlaceInTheBody() throws Exception {
        JsonNode problem = put("""
                {"optOutScope": "SOME", "optOutScop": "ALL", "marketingUpdatesForNewCustomers": 1,
                 "optInRequestExpiryDays": 31, "optInRequestsPerNumber": 0, "smsSender": "ACME",
                 "emailSender": {"name": "A\\nB", "address": "home", "phone": ""},
                 "scheduledOptOutScope": {"scope": "NOW", "from": "tomorrow"}, "autoSuppressDormant": true}""");

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(problem.get("type").stringValue()).endsWith("/invalid-fields");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").stringValue()))
                .containsExactlyInAnyOrder(
                        "#/optOutScope",
                        "#/optOutScop",
                        "#/marketingUpdatesForNewCustomers",
                        "#/optInRequestExpiryDays",
                        "#/optInRequestsPerNumber",
                        "#/smsSender",
                        "#/emailSender/name",
                        "#/emailSender/address",
                        "#/emailSender/phone",
                        "#/scheduledOptOutScope/scope",
                        "#/scheduledOptOutScope/from",
                        "#/autoSuppressDormant");
        assertThat(rule(problem, "optInRequestExpiryDays")).contains("from 1 to 30");
        assertThat(rule(problem, "scheduledOptOutScope.from")).contains("at least 5 minutes and at most 5 years ahead");
        assertThat(rule(problem, "optOutScop")).contains("is not a field").contains("optOutScope");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "marketingPro": "NONE", "doubleOptIn": true                          | doubleOptIn
            "marketingPro": "V2", "doubleOptIn": true                            | doubleOptIn
            "marketingPro": "V2", "optOutMessage": true                          | optOutMessage
            "marketingPro": "V1", "autoSuppressDormant": true                    | autoSuppressDormant
            "optOutScope": "ALL", "scheduledOptOutScope": {"scope": "ALL", "from": "2027-01-31T00:00:00Z"} | scheduledOptOutScope.scope
            "scheduledOptOutScope": {"scope": "MARKETING"}                       | scheduledOptOutScope.from
            "scheduledOptOutScope": {"from": "2027-01-31T00:00:00Z"}             | scheduledOptOutScope.scope
            "scheduledOptOutScope": "MARKETING"                                  | scheduledOptOutScope
            "unsoldEstimateDays": 0                                              | unsoldEstimateDays
            "unsoldEstimateDays": 366                                            | unsoldEstimateDays
            "textLanguages": ["pt", "PT"]                                        | textLanguages
            "textLanguages": "pt"                                                | textLanguages
            "marketingTextHours": [{"from": "09:00", "until": "18:00"}]          | marketingTextHours[0].day
            "marketingTextHours": [{"day": "MON"}]                               | marketingTextHours[0].day
            "marketingTextHours": [{"day": "MONDAY", "from": "09:00"}]           | marketingTextHours[0].until
            "marketingTextHours": [{"day": "MONDAY", "until": "09:00"}]          | marketingTextHours[0].from
            "marketingTextHours": [{"day": "MONDAY", "from": "24:00", "until": "24:00"}] | marketingTextHours[0].from
            "marketingTextHours": [{"day": "MONDAY", "from": "9:00", "until": "18:00"}]  | marketingTextHours[0].from
            "marketingTextHours": [{"day": "MONDAY", "from": "09:00", "until": "24:01"}] | marketingTextHours[0].until
            "marketingTextHours": [{"day": "MONDAY", "from": "09:00", "until": "09:00"}] | marketingTextHours[0].until
            "marketingTextHours": [{"day": "MONDAY"}, {"day": "monday"}]         | marketingTextHours
            "emailSender": {"name": "Acme"}                                      | emailSender.address
            "emailSender": {"address": "news@acme.example"}                      | emailSender.name
            """, quoteCharacter = '`')
    void whatDoesNotGoTogetherIsRefusedByField(String fields, String refused) throws Exception {
        JsonNode problem = put("{" + fields + "}");

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue()))
                .containsExactly(refused);
    }

    @Test
    void versionOneHasEverythingAndIsNotLeftWithoutTurningThatOff() throws Exception {
        put("""
                {"marketingPro": "v1", "doubleOptIn": true, "optOutMessage": true, "autoSuppressDormant": true}""");
        assertThat(response.getStatus()).isEqualTo(200);

        JsonNode problem = patch("{\"marketingPro\": \"V2\"}");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue()))
                .containsExactlyInAnyOrder("doubleOptIn", "optOutMessage");

        patch("""
                {"marketingPro": "V2", "doubleOptIn": false, "optOutMessage": false, "autoSuppressDormant": null}""");
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+18005551212", "12345", "123456"})
    void senderThatPeopleCanAnswerIsTaken(String sender) throws Exception {
        put("{\"smsSender\": \"" + sender + "\"}");

        assertThat(get("").get("smsSender").stringValue()).isEqualTo(sender);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:04:59Z, 400",
        "2026-11-23T12:05:00Z, 200",
        "2026-11-23T07:05:00-05:00, 200",
        "2031-11-25T00:00:00Z, 200",
        "2032-01-01T00:00:00Z, 400",
        "2027-01-31, 400",
        "2027-01-31T00:00:00, 400"
    })
    void scopeIsScheduledForATimeThatIsClearAndLaterThanWhatIsOnItsWay(String from, int status) throws Exception {
        put("{\"scheduledOptOutScope\": {\"scope\": \"MARKETING\", \"from\": \"" + from + "\"}}");

        assertThat(response.getStatus()).isEqualTo(status);
    }

    @Test
    void newFormIsGivenAnIdAndNewWordsTheNumberOfTheRevisionThatBringsThem() throws Exception {
        JsonNode form = put(form("", "Words")).get("settings").get("optInForms").get(0);
        String id = form.get("formId").stringValue();
        assertThat(id).matches("[A-Za-z0-9_-]{22}");
        assertThat(form.get("version").intValue()).isEqualTo(1);

        patch("{\"optInRequestsPerNumber\": 1}");
        assertThat(get("").get("optInForms").get(0)).isEqualTo(form);
        String named = "\"formId\": \"" + id + "\", ";
        assertThat(put(form(named, "Words")).get("settings").get("optInForms").get(0))
                .isEqualTo(form);
        assertThat(put(form(named, "Other words"))
                        .get("settings")
                        .get("optInForms")
                        .get(0)
                        .get("version")
                        .intValue())
                .isEqualTo(4);
        assertThat(patch("{\"optInForms\": null}")
                        .get("settings")
                        .get("optInForms")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void everythingWrongWithAFormIsNamedAtOnce() throws Exception {
        JsonNode problem = put("""
                {"optInForms": [
                  {"formId": "short", "name": "", "disclosure": "%s", "allowedOrigins": ["https://a.example/x"], "site": 1},
                  {"name": "Empty", "disclosure": "Words", "allowedOrigins": []},
                  {"disclosure": "Words", "allowedOrigins": "https://a.example"}]}""".formatted("x".repeat(1_001)));

        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").stringValue()))
                .contains(
                        "#/optInForms/0/formId",
                        "#/optInForms/0/name",
                        "#/optInForms/0/disclosure",
                        "#/optInForms/0/allowedOrigins",
                        "#/optInForms/0/site",
                        "#/optInForms/1/allowedOrigins",
                        "#/optInForms/2/name",
                        "#/optInForms/2/allowedOrigins");
    }

    private static String form(String formId, String words) {
        return "{\"optInForms\": [{" + formId + "\"name\": \"Footer\", \"disclosure\": \"" + words
                + "\", \"allowedOrigins\": [\"https://www.acme.example\"]}]}";
    }

    @Test
    void patchOfAnotherRevisionIsRefused() throws Exception {
        put("{\"optOutScope\": \"MARKETING\"}");

        assertThat(send(HttpMethod.PATCH, "", "{\"optInRequestsPerNumber\": 1}", "\"9\"")
                        .get("type")
                        .stringValue())
                .endsWith("/other-revision");
        assertThat(response.getStatus()).isEqualTo(412);
        send(HttpMethod.PATCH, "", "{\"optInRequestsPerNumber\": 1}", "\"1\"");
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void changeThatCameBetweenReadingAndDecidingIsMergedToo() throws Exception {
        when(queries.settings(anyString())).thenAnswer(call -> {
            var read = new Here<>(history.getLast());
            if (history.size() < 3) {
                decided(new SettingsCommand(
                        UUID.randomUUID().toString(),
                        null,
                        now,
                        "somebody else",
                        history.getLast().choices().withScopes(OptOutScopeSetting.values()[history.size()], null)));
            }
            return read;
        });

        JsonNode after = patch("{\"optInRequestsPerNumber\": 1}").get("settings");

        assertThat(after.get("revision").intValue()).isEqualTo(3);
        assertThat(after.get("optOutScope").stringValue()).isEqualTo("BY_CONTEXT");
        assertThat(after.get("optInRequestsPerNumber").intValue()).isEqualTo(1);
    }

    @Test
    void patchThatIsOvertakenAgainAndAgainCanBeSentAgain() throws Exception {
        when(queries.settings(anyString())).thenAnswer(call -> new Here<>(TenantSettings.DEFAULTS));
        put("{}");

        patch("{\"optInRequestsPerNumber\": 1}");

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotNull();
    }

    @Test
    void patchNeedsToKnowWhatItPatches() throws Exception {
        when(queries.settings(anyString())).thenAnswer(call -> new Nowhere<>());

        patch("{\"optInRequestsPerNumber\": 1}");

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(history).hasSize(1);
    }

    @Test
    void historySaysWhoChangedWhatFromWhatToWhatTheNewestFirst() throws Exception {
        put("{\"optOutScope\": \"MARKETING\", " + REVOKE_ALL + "}");
        now = now.plusSeconds(60);
        patch("{\"optInRequestExpiryDays\": 14}");

        JsonNode changes = get("/history").get("changes");

        assertThat(changes.size()).isEqualTo(2);
        JsonNode newest = changes.get(0);
        assertThat(newest.get("revision").intValue()).isEqualTo(2);
        assertThat(newest.get("changedBy").stringValue()).isEqualTo("front desk");
        assertThat(newest.get("changedAt").stringValue()).isEqualTo("2026-11-23T12:01:00Z");
        assertThat(newest.get("fields"))
                .isEqualTo(JSON.readTree("[{\"field\": \"optInRequestExpiryDays\", \"from\": 7, \"to\": 14}]"));
        assertThat(changes.get(1).get("fields")).isEqualTo(JSON.readTree("""
                        [{"field": "optOutScope", "from": "ALL", "to": "MARKETING"},
                         {"field": "scheduledOptOutScope", "from": null,
                          "to": {"scope": "ALL", "from": "2027-01-31T05:00:00Z"}}]"""));
        assertThat(get("/history").get("nextCursor").isNull()).isTrue();
    }

    @Test
    void scopeThatCameDueByItselfIsNobodysChange() throws Exception {
        put("{\"optOutScope\": \"MARKETING\", " + REVOKE_ALL + "}");
        now = now.plus(Duration.ofDays(100));
        patch("{\"optInRequestExpiryDays\": 14}");

        assertThat(get("/history")
                        .get("changes")
                        .get(0)
                        .get("fields")
                        .valueStream()
                        .map(field -> field.get("field").stringValue()))
                .containsExactly("optInRequestExpiryDays");
    }

    @Test
    void pagesOfTheHistoryFollowEachOtherWithoutGapOrRepetition() throws Exception {
        for (int i = 0; i < 5; i++) {
            now = now.plusSeconds(1);
            patch("{\"optInRequestsPerNumber\": " + (i + 3) + "}");
        }

        List<Integer> revisions = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            JsonNode page = get("/history?limit=2" + (cursor == null ? "" : "&cursor=" + cursor));
            page.get("changes")
                    .forEach(change -> revisions.add(change.get("revision").intValue()));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : page.get("nextCursor").stringValue();
            pages++;
        } while (cursor != null);

        assertThat(revisions).containsExactly(5, 4, 3, 2, 1);
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/history?limit=0", "/history?limit=201", "/history?cursor=x", "/history?cursor=0"})
    void pageThatCannotBeIsRefused(String path) throws Exception {
        get(path);

        assertThat(response.getStatus()).isEqualTo(400);
    }

    private Decided<TenantSettings> decided(SettingsCommand command) {
        SettingsDecision decision = SettingsPolicy.decide(history.getLast(), command);
        if (decision.outcome().changesTheRecord()) {
            history.add(decision.after());
        }
        return new Decided<>(decision.outcome(), decision.after());
    }

    private List<TenantSettings> kept(long before, int limit) {
        return history.reversed().stream()
                .filter(settings -> settings.revision() > 0 && settings.revision() < before)
                .limit(limit)
                .toList();
    }

    private static String rule(JsonNode problem, String field) {
        return problem.get("errors")
                .valueStream()
                .filter(error -> error.get("field").stringValue().equals(field))
                .map(error -> error.get("rule").stringValue())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode get(String path) throws Exception {
        return send(HttpMethod.GET, path, "", null);
    }

    private JsonNode put(String body) throws Exception {
        return send(HttpMethod.PUT, "", body, null);
    }

    private JsonNode patch(String body) throws Exception {
        return send(HttpMethod.PATCH, "", body, null);
    }

    private JsonNode send(HttpMethod method, String path, String body, @Nullable String ifMatch) throws Exception {
        MockMvc http = MockMvcBuilders.standaloneSetup(new SettingsController(
                        commands, queries, new OwnerRouting(JSON), JSON, Clock.fixed(now, ZoneOffset.UTC)))
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new Caller("front desk", "acme"), null, List.of()));
        try {
            var request = MockMvcRequestBuilders.request(method, "/v1/tenants/acme/settings" + path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body);
            if (ifMatch != null) {
                request.header("If-Match", ifMatch);
            }
            response = http.perform(request).andReturn().getResponse();
            return JSON.readTree(response.getContentAsByteArray());
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
