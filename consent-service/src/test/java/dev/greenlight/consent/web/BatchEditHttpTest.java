package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEdit.Report;
import dev.greenlight.consent.domain.edit.BatchEditCommand;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Begin;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Proceed;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Progress;
import dev.greenlight.consent.domain.edit.BatchEditPolicy;
import dev.greenlight.consent.domain.edit.EditCounts;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.PreferenceChange;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.topology.BatchEditQueries;
import dev.greenlight.consent.topology.BatchEditQueries.EditedCustomer;
import dev.greenlight.consent.topology.BatchEditQueries.KnownEdit;
import dev.greenlight.consent.topology.BatchEditQueries.Page;
import dev.greenlight.consent.topology.BatchEditQueries.Place;
import dev.greenlight.consent.topology.Located.Here;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

/** What the office sends about batch edits, and is answered. */
class BatchEditHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String EDITS = "/v1/tenants/acme/customer-batch-edits";
    private static final String EVERYBODY = "{\"selection\": {\"all\": true}, \"preferences\": []}";
    private static final EditCounts COUNTED = new EditCounts(
            5,
            3,
            1,
            0,
            Map.of(Preference.MOBILE_MARKETING_UPDATES, 3L),
            Map.of(Preference.EMAIL_JOB_NOTIFICATIONS, 1L));

    private final Map<String, BatchEdit> edits = new HashMap<>();
    private final BatchEditQueries queries = mock();
    private final MockMvc http;

    BatchEditHttpTest() {
        CommandPublisher commands = mock();
        when(commands.ask(anyString(), anyString(), any(Begin.class)))
                .thenAnswer(call -> decided(call.getArgument(1), call.getArgument(2)));
        when(commands.ask(anyString(), anyString(), any(Proceed.class)))
                .thenAnswer(call -> decided(call.getArgument(1), call.getArgument(2)));
        when(queries.parts()).thenReturn(2);
        when(queries.edit(eq("acme"), anyString()))
                .thenAnswer(call -> new Here<>(edits.get(call.<String>getArgument(1))));
        var clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        http = MockMvcBuilders.standaloneSetup(
                        new CustomerBatchEditController(commands, queries, new OwnerRouting(JSON), JSON, clock))
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
    }

    private record Answer(int status, JsonNode body) {

        String editId() {
            return body.at("/batchEdit/editId").stringValue();
        }

        String state() {
            return body.at("/batchEdit/state").stringValue();
        }
    }

    @Test
    void newEditIsPreviewedFirst() throws Exception {
        Answer answer = post("", """
                {"selection": {"customerType": "RESIDENTIAL", "active": true, "tags": ["VIP"]},
                 "preferences": ["EMAIL_JOB_NOTIFICATIONS"]}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.state()).isEqualTo("PREVIEWING");
        assertThat(answer.body().at("/batchEdit/selection").toString())
                .isEqualTo("{\"all\":false,\"customerIds\":[],\"customerType\":\"RESIDENTIAL\",\"active\":true,"
                        + "\"tags\":[\"VIP\"]}");
        assertThat(answer.body().at("/batchEdit/preferences").toString()).isEqualTo("[\"EMAIL_JOB_NOTIFICATIONS\"]");
        assertThat(answer.body().at("/batchEdit/applied").isNull()).isTrue();
    }

    @Test
    void repeatedRequestIsTheSameEdit() throws Exception {
        Answer first = send(HttpMethod.POST, "", EVERYBODY, "once");
        Answer again = send(HttpMethod.POST, "", EVERYBODY, "once");
        bothReport(first.editId(), BatchEdit.Phase.PREVIEW, COUNTED);
        Answer other = send(HttpMethod.POST, "", EVERYBODY, "twice");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("outcome").stringValue()).isEqualTo("REPEATED");
        assertThat(again.editId()).isEqualTo(first.editId()).isNotEqualTo(other.editId());
    }

    @Test
    void editShowsWhatItCountsAndHowFarItIs() throws Exception {
        String editId = post("", EVERYBODY).editId();
        report(editId, BatchEdit.Phase.PREVIEW, 0, true);
        Answer halfway = get("/" + editId);
        assertThat(halfway.body().get("state").stringValue()).isEqualTo("PREVIEWING");
        assertThat(halfway.body().get("progress").toString())
                .isEqualTo("{\"parts\":2,\"partsDone\":1,\"customers\":5}");

        report(editId, BatchEdit.Phase.PREVIEW, 1, true);

        assertThat(get("/" + editId).body().get("state").stringValue()).isEqualTo("PREVIEWED");
        assertThat(get("/" + editId).body().get("preview").toString())
                .isEqualTo("{\"askedAt\":\"2026-03-01T12:00:00Z\",\"askedBy\":\"front desk\",\"selected\":10,"
                        + "\"changed\":6,\"unchanged\":2,\"refused\":2,\"loses\":{\"MOBILE_MARKETING_UPDATES\":6},"
                        + "\"gains\":{\"EMAIL_JOB_NOTIFICATIONS\":2}}");
    }

    @Test
    void editIsAppliedAndUndoneInThatOrderOnly() throws Exception {
        String editId = post("", EVERYBODY).editId();
        assertThat(problem(post("/" + editId + ":apply", ""))).isEqualTo("409 not-at-that-step");
        bothReport(editId, BatchEdit.Phase.PREVIEW, COUNTED);
        assertThat(problem(post("/" + editId + ":undo", ""))).isEqualTo("409 not-at-that-step");

        assertThat(post("/" + editId + ":apply", "").state()).isEqualTo("APPLYING");
        bothReport(editId, BatchEdit.Phase.APPLY, COUNTED);
        assertThat(post("/" + editId + ":undo", "").state()).isEqualTo("UNDOING");
        // of three a part has changed, one was edited again, one was merged, and one is given back in part
        bothReport(editId, BatchEdit.Phase.UNDO, new EditCounts(2, 1, 1, 1, Map.of(), Map.of()));

        JsonNode undone = get("/" + editId).body().get("undone");
        assertThat(undone.get("restored").intValue()).isEqualTo(2);
        assertThat(undone.get("kept").intValue()).isEqualTo(6);
    }

    @Test
    void editsOfACompanyTakeTurns() throws Exception {
        String first = post("", EVERYBODY).editId();
        assertThat(problem(post("", EVERYBODY))).isEqualTo("409 another-edit-under-way");
        bothReport(first, BatchEdit.Phase.PREVIEW, COUNTED);
        String second = post("", EVERYBODY).editId();

        assertThat(problem(post("/" + first + ":apply", ""))).isEqualTo("409 another-edit-under-way");

        bothReport(second, BatchEdit.Phase.PREVIEW, COUNTED);
        assertThat(post("/" + first + ":apply", "").status()).isEqualTo(200);
    }

    @Test
    void editsAreListed() throws Exception {
        String editId = post("", EVERYBODY).editId();
        when(queries.edits("acme", 2))
                .thenReturn(new Here<>(List.of(new KnownEdit(editId, Objects.requireNonNull(edits.get(editId))))));

        assertThat(get("?limit=2").body().at("/batchEdits/0/editId").stringValue())
                .isEqualTo(editId);
        assertThat(problem(get("?limit=0"))).isEqualTo("400 invalid-fields");
    }

    @Test
    void customersArePagedThroughPartByPart() throws Exception {
        String editId = post("", EVERYBODY).editId();
        var changes = List.of(
                new PreferenceChange("contact-1", Preference.MOBILE_MARKETING_UPDATES, true),
                new PreferenceChange("contact-2", Preference.EMAIL_JOB_NOTIFICATIONS, false));
        when(queries.customers("acme", editId, Place.FIRST, 1))
                .thenReturn(new Here<>(new Page(List.of(new EditedCustomer("c-1", changes)), new Place(0, "c-1"))));
        when(queries.customers("acme", editId, new Place(0, "c-1"), 1))
                .thenReturn(new Here<>(new Page(List.of(), null)));

        JsonNode page = get("/" + editId + "/customers?limit=1").body();

        assertThat(page.get("customers").toString())
                .isEqualTo(
                        "[{\"customerId\":\"c-1\","
                                + "\"loses\":[{\"contactMethodId\":\"contact-1\",\"preference\":\"MOBILE_MARKETING_UPDATES\"}],"
                                + "\"gains\":[{\"contactMethodId\":\"contact-2\",\"preference\":\"EMAIL_JOB_NOTIFICATIONS\"}]}]");
        String cursor = page.get("nextCursor").stringValue();
        assertThat(get("/" + editId + "/customers?limit=1&cursor=" + cursor)
                        .body()
                        .get("nextCursor")
                        .isNull())
                .isTrue();
    }

    @Test
    void unknownEditsAreNotFound() throws Exception {
        when(queries.customers(anyString(), anyString(), any(), anyInt())).thenReturn(new Here<>(null));
        String unknown = "/00000000-0000-3000-8000-000000000000";
        assertThat(problem(get(unknown))).isEqualTo("404 not-found");
        assertThat(problem(get(unknown + "/customers"))).isEqualTo("404 not-found");
        assertThat(problem(post(unknown + ":apply", ""))).isEqualTo("404 not-found");
        assertThat(problem(get("/e-1"))).isEqualTo("404 not-found");
    }

    @Test
    void everythingThatIsWrongIsNamed() throws Exception {
        assertThat(errors("{}")).containsExactly("selection", "preferences");
        assertThat(errors("{\"selection\": {}, \"preferences\": [\"EMAIL\"]}"))
                .containsExactly("selection.all", "preferences");
        assertThat(errors("{\"selection\": {\"all\": true, \"tags\": [\"VIP\"]}, \"preferences\": []}"))
                .containsExactly("selection.all");
        assertThat(errors("{\"selection\": {\"customerIds\": [\"c 1\"]}, \"preferences\": []}"))
                .containsExactly("selection.customerIds");
        assertThat(errors("{\"selection\": {\"all\": true}, \"preferences\": [], \"doNotMail\": true}"))
                .containsExactly("(unknown)");
        Answer answer = get("/00000000-0000-3000-8000-000000000000/customers?cursor=x");
        assertThat(problem(answer)).isEqualTo("400 invalid-fields");
    }

    private List<String> errors(String body) throws Exception {
        Answer answer = post("", body);
        assertThat(problem(answer)).isEqualTo("400 invalid-fields");
        return answer.body()
                .get("errors")
                .valueStream()
                .map(error -> error.get("field").stringValue())
                .toList();
    }

    private static String problem(Answer answer) {
        String type = answer.body().get("type").stringValue();
        return answer.status() + " " + type.substring(type.lastIndexOf('/') + 1);
    }

    private void bothReport(String editId, BatchEdit.Phase phase, EditCounts counts) {
        for (int part = 0; part < 2; part++) {
            decided(editId, new Progress(phase, part, new Report(true, counts)));
        }
    }

    private void report(String editId, BatchEdit.Phase phase, int part, boolean done) {
        decided(editId, new Progress(phase, part, new Report(done, COUNTED)));
    }

    private Decided<BatchEdit> decided(String editId, BatchEditCommand command) {
        var decision = BatchEditPolicy.decide(
                edits.get(editId),
                edits.entrySet().stream()
                        .anyMatch(other -> !other.getKey().equals(editId)
                                && other.getValue().isUnderWay()),
                command);
        BatchEdit after = decision.after();
        if (after != null) {
            edits.put(editId, after);
        }
        return new Decided<>(decision.outcome(), after);
    }

    private Answer get(String path) throws Exception {
        return send(HttpMethod.GET, path, "", null);
    }

    private Answer post(String path, String body) throws Exception {
        return send(HttpMethod.POST, path, body, null);
    }

    private Answer send(HttpMethod method, String path, String body, @Nullable String key) throws Exception {
        var caller = new Caller("front desk", "acme");
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        try {
            var request = MockMvcRequestBuilders.request(method, EDITS + path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body);
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            MockHttpServletResponse response = http.perform(request).andReturn().getResponse();
            return new Answer(
                    response.getStatus(), Objects.requireNonNull(JSON.readTree(response.getContentAsByteArray())));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
