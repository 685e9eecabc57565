package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.consent.OptOutMeans;
import dev.greenlight.consent.domain.consent.OptOutScope;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.domain.consent.RecordedOptOut;
import dev.greenlight.consent.domain.consent.Standing;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerPolicy;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.EmailConsent;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.mapping.OptInView;
import dev.greenlight.consent.publishing.CommandPublisher;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import dev.greenlight.consent.topology.StateQueries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpHeaders;
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

class CustomerImportTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ImportList LIST =
            new ImportList("crm-7", Instant.parse("2026-03-01T12:00:00Z"), false, "front desk");
    private static final String NAMED = "?list=crm-7&takenAt=2026-03-01T12:00:00Z";
    private static final String CLAIM =
            "{\"customerId\": \"c-1\", \"name\": \"Ann\", \"contactMethods\": [{\"type\": \"MOBILE\", \"value\":"
                    + " \"(415) 555-0123\"}], \"optIns\": [{\"number\": \"415-555-0123\", \"evidence\": \"Box ticked.\"}]}";

    private final CommandPublisher commands = mock();
    private static final EmailOptInLinks LINKS =
            new EmailOptInLinks("https://mail.example.com", Map.of(1, "5a".repeat(32)));

    private final StateQueries queries = mock();
    private final Map<String, Customer> records = new HashMap<>();
    private final List<OptInAsk> asks = new ArrayList<>();
    private final List<RecordedOptOut> optOuts = new ArrayList<>();

    @BeforeEach
    void decideByTheRules() {
        when(commands.send(anyString(), anyString(), any(CustomerCommand.class)))
                .thenAnswer(call -> done(decide(call.getArgument(1), call.getArgument(2))));
    }

    @Test
    void everyRowIsAnsweredInTheOrderOfTheListAndThenAll() throws Exception {
        var lines = send(LIST, row("c-1", "Ann") + "\n\n" + row("c-2", "Bob") + "\n");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo(json("{\"row\":1,\"customerId\":\"c-1\",\"outcome\":\"CREATED\"}"));
        assertThat(lines.get(1)).isEqualTo(json("{\"row\":3,\"customerId\":\"c-2\",\"outcome\":\"CREATED\"}"));
        assertThat(lines.get(2))
                .isEqualTo(json("{\"summary\":{\"complete\":true,\"rows\":2,\"outcomes\":{\"CREATED\":2}}}"));
        var ann = Objects.requireNonNull(records.get("c-1"));
        assertThat(ann.changedAt()).isEqualTo(LIST.takenAt());
        assertThat(ann.changedBy()).isEqualTo("front desk, list crm-7 row 1");
    }

    @Test
    void listThatIsSentAgainChangesNothing() throws Exception {
        send(LIST, row("c-1", "Ann"));
        var before = Map.copyOf(records);

        var lines = send(LIST, row("c-1", "Ann"));

        assertThat(lines.getFirst().get("outcome").stringValue()).isEqualTo("REPEATED");
        assertThat(records).isEqualTo(before);
    }

    @Test
    void secondRowAboutACustomerIsRejected() throws Exception {
        var lines = send(LIST, row("c-1", "Ann") + "\n" + row("c-1", "Anna"));

        assertThat(lines.get(1))
                .isEqualTo(json(
                        "{\"row\":2,\"customerId\":\"c-1\",\"outcome\":\"REJECTED\",\"problem\":\"changed-since\"}"));
        assertThat(Objects.requireNonNull(records.get("c-1")).details().name()).isEqualTo("Ann");
    }

    @Test
    void badRowsStopNothingAndAreNamedWithEveryField() throws Exception {
        String tooLong = "{\"customerId\": \"" + "x".repeat(ImportRows.LONGEST) + "\"}";
        var lines = send(LIST, "{\n[]\n" + tooLong + "\n{\"customerId\": \"a:b\"}\n" + row("c-1", "Ann"));

        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .isEqualTo(json("{\"row\":1,\"outcome\":\"REJECTED\",\"problem\":\"invalid-request\"}"));
        assertThat(lines.get(1))
                .isEqualTo(json("{\"row\":2,\"outcome\":\"REJECTED\",\"problem\":\"invalid-request\"}"));
        assertThat(lines.get(2)).isEqualTo(json("{\"row\":3,\"outcome\":\"REJECTED\",\"problem\":\"too-large\"}"));
        assertThat(lines.get(3).get("problem").stringValue()).isEqualTo("invalid-fields");
        assertThat(lines.get(3).get("errors").findValuesAsString("field")).containsExactly("customerId", "name");
        assertThat(lines.get(4).get("outcome").stringValue()).isEqualTo("CREATED");
        assertThat(lines.get(5).get("summary").get("complete").booleanValue()).isTrue();
    }

    @Test
    void brokenEncodingIsABadRow() throws Exception {
        byte[] latin = "{\"customerId\": \"c-1\", \"name\": \"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1);

        var lines = send(LIST, new ByteArrayInputStream(latin));

        assertThat(lines.getFirst().get("problem").stringValue()).isEqualTo("invalid-request");
        assertThat(records).isEmpty();
    }

    @Test
    void claimOfAnOptInElsewhereBecomesARequestWithItsEvidence() throws Exception {
        answerAsks(view(null));

        var lines = send(LIST, CLAIM);

        assertThat(lines.getFirst())
                .isEqualTo(json("{\"row\":1,\"customerId\":\"c-1\",\"outcome\":\"CREATED\","
                        + "\"optIns\":[{\"outcome\":\"CREATED\"}]}"));
        var ask = asks.getFirst();
        assertThat(ask.requestId()).isEqualTo("import:crm-7:1:0");
        assertThat(ask.askedAt()).isEqualTo(NOW);
        assertThat(ask.origin().source()).isEqualTo(OptInSource.IMPORT);
        assertThat(ask.origin().evidence()).isEqualTo("Box ticked.");
        assertThat(ask.origin().askedBy()).isEqualTo("front desk, list crm-7 row 1");
    }

    @Test
    void claimForANumberThatHasOptedOutIsRejected() throws Exception {
        answerAsks(view(Reason.ALREADY_OPTED_OUT));

        var lines = send(LIST, CLAIM);

        assertThat(lines.getFirst().get("optIns"))
                .isEqualTo(json("[{\"outcome\":\"REJECTED\",\"problem\":\"opted-out\"}]"));
    }

    @Test
    void claimNeedsANumberOfTheRowAndAListThatIsNotOld() throws Exception {
        var old = new ImportList("crm-7", NOW.minusSeconds(7 * 24 * 3_600), false, "front desk");

        var foreign = send(LIST, CLAIM.replace("415-555-0123", "415-555-0199")).getFirst();
        var late = send(old, CLAIM).getFirst();

        assertThat(foreign.get("errors").findValuesAsString("field")).containsExactly("optIns[0].number");
        assertThat(late.get("errors").findValuesAsString("field")).containsExactly("optIns");
        assertThat(records).isEmpty();
    }

    @Test
    void optOutElsewhereIsRecordedWithTheTimeOfTheListAndAnsweredBesideTheRow() throws Exception {
        answerOptOuts();
        var old = new ImportList("crm-7", NOW.minus(Duration.ofDays(2_000)), false, "front desk");

        var lines = send(old, optOutRow("Ann", "415-555-0123", ""));

        assertThat(lines.getFirst())
                .isEqualTo(json("{\"row\":1,\"customerId\":\"c-1\",\"outcome\":\"CREATED\",\"optOuts\":"
                        + "[{\"number\":\"+14155550123\",\"outcome\":\"UPDATED\",\"status\":\"OPTED_OUT\"}]}"));
        var optOut = optOuts.getFirst();
        assertThat(optOut.means()).isEqualTo(OptOutMeans.OTHER_SYSTEM);
        assertThat(optOut.scope()).isNull();
        assertThat(optOut.receivedAt()).isEqualTo(old.takenAt());
        assertThat(optOut.note().evidence()).isEqualTo("Global there.");
        assertThat(optOut.note().recordedBy()).isEqualTo("front desk, list crm-7 row 1");
        assertThat(optOut.note().recordedAt()).isEqualTo(NOW);
    }

    @Test
    void optOutOfAListHasTheSameIdOnlyWhileItSaysTheSame() throws Exception {
        answerOptOuts();
        send(LIST, optOutRow("Ann", "415-555-0123", ""));
        send(LIST, optOutRow("Ann", "415-555-0123", ""));
        send(LIST, optOutRow("Ann", "415-555-0123", ", \"scope\": \"ALL\""));
        send(LIST, optOutRow("Ann", "415-555-0123", ", \"receivedAt\": \"2026-03-02T11:00:00Z\""));

        var ids = optOuts.stream().map(RecordedOptOut::commandId).toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(Set.copyOf(ids)).hasSize(3);
        assertThat(optOuts.getLast().receivedAt()).isEqualTo(Instant.parse("2026-03-02T11:00:00Z"));
    }

    @Test
    void optOutCountsEvenWhereTheRestOfItsRowIsRejected() throws Exception {
        answerOptOuts();

        var lines = send(LIST, optOutRow("", "+1 415 555 0123", ""));

        assertThat(lines.getFirst().get("outcome").stringValue()).isEqualTo("REJECTED");
        assertThat(lines.getFirst().get("optOuts").get(0).get("outcome").stringValue())
                .isEqualTo("UPDATED");
        assertThat(records).isEmpty();
        assertThat(optOuts).hasSize(1);
    }

    @Test
    void optOutThatIsWrongIsNamedAndStopsNothing() throws Exception {
        answerOptOuts();

        var lines = send(LIST, optOutRow("Ann", "555-0123", ", \"receivedAt\": \"2026-03-02T12:00:01Z\""));
        var tooMany = send(
                LIST,
                "{\"customerId\": \"c-2\", \"name\": \"Bob\", \"optOuts\": ["
                        + "{},".repeat(Customer.MOST_CONTACT_METHODS) + "{}]}");

        var refused = lines.getFirst().get("optOuts").get(0);
        assertThat(lines.getFirst().get("outcome").stringValue()).isEqualTo("CREATED");
        assertThat(refused.get("problem").stringValue()).isEqualTo("invalid-fields");
        assertThat(refused.get("errors").findValuesAsString("field"))
                .containsExactly("optOuts[0].number", "optOuts[0].receivedAt");
        assertThat(tooMany.getFirst().get("errors").findValuesAsString("field")).containsExactly("optOuts");
        assertThat(optOuts).isEmpty();
    }

    @Test
    void listCanBeSentForItsOptOutsOnlyAndThenAsAWhole() throws Exception {
        answerOptOuts();
        var only = new ImportList("crm-7", LIST.takenAt(), true, "front desk");
        String rows = row("c-2", "Bob") + "\n" + optOutRow("", "415-555-0123", "");

        var lines = send(only, rows);

        assertThat(lines.get(0)).isEqualTo(json("{\"row\":1,\"outcome\":\"SKIPPED\"}"));
        assertThat(lines.get(1).get("outcome").stringValue()).isEqualTo("SKIPPED");
        assertThat(lines.get(1).get("optOuts").get(0).get("outcome").stringValue())
                .isEqualTo("UPDATED");
        assertThat(records).isEmpty();
        send(LIST, rows);
        assertThat(records).containsOnlyKeys("c-2");
        assertThat(optOuts.get(1).commandId()).isEqualTo(optOuts.get(0).commandId());
    }

    @Test
    void partOfAListThatThereIsNotIsRefused() throws Exception {
        var answer = post("?list=crm-7&takenAt=2026-03-01T12:00:00Z&only=customers", row("c-1", "Ann"));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(JSON.readTree(answer.getContentAsByteArray()).get("errors").findValuesAsString("field"))
                .containsExactly("only");
    }

    @Test
    void optOutThatCouldNotBeStoredMakesTheListIncomplete() throws Exception {
        when(commands.send(anyString(), anyString(), any(RecordedOptOut.class))).thenReturn(done(new Unavailable<>()));

        var lines = send(LIST, optOutRow("Ann", "415-555-0123", ""));

        assertThat(lines.getLast().get("summary").get("complete").booleanValue())
                .isFalse();
    }

    @Test
    void noMoreRowsAreUnderWayThanAllowed() throws Exception {
        List<CompletableFuture<CommandResult<Customer>>> sent = new ArrayList<>();
        List<Integer> most = new ArrayList<>();
        when(commands.send(anyString(), anyString(), any(CustomerCommand.class)))
                .thenAnswer(call -> {
                    var result = new CompletableFuture<CommandResult<Customer>>();
                    sent.add(result);
                    return result;
                });
        var answers = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                // the import waits: only now is anything decided
                long waiting = sent.stream().filter(result -> !result.isDone()).count();
                most.add((int) waiting);
                sent.forEach(result -> result.complete(new Accepted<>()));
            }
        };
        int rows = 2 * CustomerImport.ROWS_UNDER_WAY + 1;

        var summary = run(LIST, stream((row("c-1", "Ann") + "\n").repeat(rows)), answers);

        assertThat(summary.outcomes()).isEqualTo(Map.of("ACCEPTED", (long) rows));
        assertThat(most).allMatch(waiting -> waiting <= CustomerImport.ROWS_UNDER_WAY);
        assertThat(most.getFirst()).isEqualTo(CustomerImport.ROWS_UNDER_WAY);
    }

    @Test
    void importEndsIncompleteWhereTheLogIsAway() throws Exception {
        when(commands.send(anyString(), anyString(), any(CustomerCommand.class)))
                .thenReturn(done(new Unavailable<>()));

        var lines = send(LIST, row("c-1", "Ann") + "\n" + row("c-2", "Bob"));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("outcome").stringValue()).isEqualTo("UNAVAILABLE");
        assertThat(lines.get(1).get("summary").get("complete").booleanValue()).isFalse();
    }

    @Test
    void whatArrivedOfAListThatBreaksOffIsDecidedAndTheRestComesWithTheNextTry() throws Exception {
        String list = row("c-1", "Ann") + "\n" + row("c-2", "Bob") + "\n";
        var broken = new SequenceInputStream(stream(list.substring(0, list.length() - 5)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        });

        var first = send(LIST, broken);
        var second = send(LIST, list);

        assertThat(first.getLast())
                .isEqualTo(json("{\"summary\":{\"complete\":false,\"rows\":1,\"outcomes\":{\"CREATED\":1}}}"));
        assertThat(second.getLast().get("summary").get("outcomes")).isEqualTo(json("{\"CREATED\":1,\"REPEATED\":1}"));
    }

    @Test
    void listIsTakenOverHttp() throws Exception {
        var answer = post(NAMED, row("c-1", "Ann"));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo(MediaType.APPLICATION_NDJSON_VALUE);
        assertThat(answer.getContentAsString()).startsWith("{\"row\":1,").endsWith("}}\n");
    }

    @Test
    void listIsTakenAsCsvAndItsErrorsNamedByColumn() throws Exception {
        String list = "customerId,name,mobile\nc-1,Zoë,415-555-0123\nc-2,Bob,555-0123\n";

        var answer = post(NAMED, "text/csv;charset=windows-1252", null, list.getBytes(Charset.forName("windows-1252")));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo(MediaType.APPLICATION_NDJSON_VALUE);
        var lines = answer.getContentAsString()
                .lines()
                .map(CustomerImportTest::json)
                .toList();
        assertThat(lines.get(0)).isEqualTo(json("{\"row\":2,\"customerId\":\"c-1\",\"outcome\":\"CREATED\"}"));
        assertThat(lines.get(1))
                .isEqualTo(
                        json(
                                "{\"row\":3,\"outcome\":\"REJECTED\",\"problem\":\"invalid-fields\","
                                        + "\"errors\":[{\"field\":\"mobile\",\"pointer\":null,\"rule\":\"must have its area code\"}]}"));
        assertThat(Objects.requireNonNull(records.get("c-1")).details().name()).isEqualTo("Zoë");
    }

    @Test
    void tagsThatDecideOnEmailAreTakenFromEveryKindOfListInOneSpelling() throws Exception {
        post(
                NAMED,
                "text/csv",
                null,
                "customerId,name,tags\nc-1,Ann,VIP; OPTED IN;email dormant\n".getBytes(StandardCharsets.UTF_8));
        post(NAMED, "{\"customerId\": \"c-2\", \"name\": \"Bob\", \"tags\": [\"opted in \"]}");

        assertThat(tagsOf("c-1")).containsExactly("VIP", "Opted In", "Email Dormant");
        assertThat(tagsOf("c-2")).containsExactly("Opted In");
    }

    private List<String> tagsOf(String customerId) {
        return Objects.requireNonNull(records.get(customerId)).details().tags();
    }

    @Test
    void csvWithoutNamesOfColumnsIsRefusedAsAWhole() throws Exception {
        var answer = post(NAMED, "text/csv", null, "c-1,Ann\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(JSON.readTree(answer.getContentAsByteArray()).get("errors").findValuesAsString("field"))
                .containsExactly("column 1", "column 2", "customerId", "name");
    }

    @Test
    void listMayBeGzipped() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(row("c-1", "Ann").getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = packed.toByteArray();

        var taken = post(NAMED, MediaType.APPLICATION_NDJSON_VALUE, "gzip", whole);
        var cutOff = post(NAMED, MediaType.APPLICATION_NDJSON_VALUE, "gzip", Arrays.copyOf(whole, whole.length - 9));
        var none =
                post(NAMED, MediaType.APPLICATION_NDJSON_VALUE, "gzip", "plain text".getBytes(StandardCharsets.UTF_8));
        var empty = post(NAMED, MediaType.APPLICATION_NDJSON_VALUE, "gzip", new byte[0]);
        var unknown = post(NAMED, MediaType.APPLICATION_NDJSON_VALUE, "br", whole);

        assertThat(taken.getContentAsString()).contains("\"outcome\":\"CREATED\"", "\"complete\":true");
        assertThat(cutOff.getContentAsString()).contains("\"complete\":false");
        assertThat(none.getStatus()).isEqualTo(400);
        assertThat(empty.getStatus()).isEqualTo(400);
        assertThat(unknown.getStatus()).isEqualTo(415);
    }

    @Test
    void listWithoutANameAndATimeInThePastIsRefused() throws Exception {
        for (String parameters : List.of("", "?list=a:b&takenAt=yesterday", "?list=&takenAt=2026-03-02T12:00:01Z")) {
            var answer = post(parameters, row("c-1", "Ann"));

            assertThat(answer.getStatus()).isEqualTo(400);
            assertThat(JSON.readTree(answer.getContentAsByteArray())
                            .get("errors")
                            .findValuesAsString("field"))
                    .containsExactly("list", "takenAt");
        }
        assertThat(records).isEmpty();
    }

    @Test
    void oneListMoreThanAllowedIsSentAwayAndThenTaken() throws Exception {
        String parameters = NAMED;
        var controller = new CustomerImportController(commands, queries, LINKS, JSON, CLOCK);
        List<Integer> statuses = new ArrayList<>();
        when(commands.send(anyString(), anyString(), any(CustomerCommand.class)))
                .thenAnswer(call -> {
                    // a list comes while this one is under way
                    statuses.add(post(controller, parameters, row("c-1", "Ann")).getStatus());
                    return done(new Accepted<>());
                });

        post(controller, parameters, row("c-1", "Ann"));
        decideByTheRules();

        assertThat(statuses)
                .hasSize(CustomerImportController.LISTS_UNDER_WAY)
                .first()
                .isEqualTo(503);
        assertThat(statuses.subList(1, statuses.size())).containsOnly(200);
        assertThat(post(controller, parameters, row("c-1", "Ann")).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse post(String parameters, String body) throws Exception {
        return post(new CustomerImportController(commands, queries, LINKS, JSON, CLOCK), parameters, body);
    }

    private MockHttpServletResponse post(String parameters, String type, @Nullable String encoding, byte[] body)
            throws Exception {
        return post(
                new CustomerImportController(commands, queries, LINKS, JSON, CLOCK), parameters, type, encoding, body);
    }

    private static MockHttpServletResponse post(CustomerImportController controller, String parameters, String body)
            throws Exception {
        return post(
                controller,
                parameters,
                MediaType.APPLICATION_NDJSON_VALUE,
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static MockHttpServletResponse post(
            CustomerImportController controller, String parameters, String type, @Nullable String encoding, byte[] body)
            throws Exception {
        MockMvc http = MockMvcBuilders.standaloneSetup(controller)
                .setControllerAdvice(new ProblemAdvice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new Caller("front desk", "acme"), null, List.of()));
        try {
            var request = MockMvcRequestBuilders.post("/v1/tenants/acme/customers:import" + parameters)
                    .contentType(type)
                    .content(body);
            if (encoding != null) {
                request.header(HttpHeaders.CONTENT_ENCODING, encoding);
            }
            return http.perform(request).andReturn().getResponse();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void answerAsks(OptInView view) {
        when(commands.send(anyString(), anyString(), any(OptInAsk.class))).thenAnswer(call -> {
            asks.add(call.getArgument(2));
            var outcome = view.refusal() == null ? CommandOutcome.CREATED : CommandOutcome.REFUSED;
            return done(new Decided<>(outcome, view));
        });
    }

    private void answerOptOuts() {
        var optedOut = new ConsentView(new Standing(Status.OPTED_OUT, OptOutScope.ALL, NOW), 1, "entry", "list", null);
        when(commands.send(anyString(), anyString(), any(RecordedOptOut.class))).thenAnswer(call -> {
            optOuts.add(call.getArgument(2));
            return done(new Decided<>(CommandOutcome.UPDATED, optedOut));
        });
    }

    private static String optOutRow(String name, String number, String more) {
        return "{\"customerId\": \"c-1\", \"name\": \"" + name + "\", \"optOuts\": [{\"number\": \"" + number
                + "\", \"evidence\": \"Global there.\"" + more + "}]}";
    }

    private static OptInView view(@Nullable Reason refusal) {
        return new OptInView(mock(ConsentView.class), null, refusal, null);
    }

    private Decided<Customer> decide(String customerId, CustomerCommand command) {
        var decision = CustomerPolicy.decide(records.get(customerId), command, TenantSettings.DEFAULTS.choices());
        records.put(customerId, Objects.requireNonNull(decision.after()));
        return new Decided<>(Objects.requireNonNull(decision.outcome()), decision.after());
    }

    private List<JsonNode> send(ImportList list, String body) throws IOException {
        return send(list, stream(body));
    }

    private List<JsonNode> send(ImportList list, InputStream body) throws IOException {
        var answers = new ByteArrayOutputStream();
        run(list, body, answers);
        return answers.toString(StandardCharsets.UTF_8)
                .lines()
                .map(CustomerImportTest::json)
                .toList();
    }

    private CustomerImport.Summary run(ImportList list, InputStream body, OutputStream answers) throws IOException {
        return new CustomerImport(commands, queries, LINKS, JSON, CLOCK, "acme", list, answers)
                .run(new NdjsonRows(body, JSON));
    }

    private static String row(String customerId, String name) {
        return "{\"customerId\": \"" + customerId + "\", \"name\": \"" + name + "\"}";
    }

    private static <T> CompletableFuture<CommandResult<T>> done(CommandResult<T> result) {
        return CompletableFuture.completedFuture(result);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Test
    void anOptInByEmailIsARequestWithALinkThatNobodyIsTold() throws Exception {
        when(commands.send(anyString(), anyString(), any(EmailAct.Ask.class), anyString()))
                .thenAnswer(call -> done(new Decided<>(
                        CommandOutcome.CREATED,
                        new EmailView(EmailConsent.NOTHING_KNOWN, 1, "e", "list", null, null))));

        var lines = send(LIST, emailClaim("ann@EXAMPLE.com", "ann@example.com"));

        assertThat(lines.getFirst())
                .isEqualTo(json("{\"row\":1,\"customerId\":\"c-1\",\"outcome\":\"CREATED\","
                        + "\"optIns\":[{\"outcome\":\"CREATED\"}]}"));
        var ask = ArgumentCaptor.forClass(EmailAct.Ask.class);
        var link = ArgumentCaptor.forClass(String.class);
        verify(commands).send(eq("acme"), eq("ann@example.com"), ask.capture(), link.capture());
        assertThat(ask.getValue().byForm()).isFalse();
        assertThat(link.getValue()).startsWith("https://mail.example.com/email-opt-in/");
    }

    @Test
    void anOptInByEmailHasToBeOfTheRow() throws Exception {
        var lines = send(LIST, emailClaim("ann@example.com", "bob@example.com"));

        assertThat(lines.getFirst().get("errors").findValuesAsString("field")).containsExactly("optIns[0].email");
    }

    @Test
    void anErasedAddressIsRefusedBeforeItIsOnTheLog() throws Exception {
        when(queries.namesErased(anyString(), any())).thenReturn(true);

        var lines = send(LIST, row("c-1", "Ann"));

        assertThat(lines.getFirst().path("problem").asString()).isEqualTo("address-erased");
        verify(commands, never()).send(anyString(), anyString(), any(CustomerCommand.class));
    }

    private static String emailClaim(String method, String claimed) {
        return "{\"customerId\": \"c-1\", \"name\": \"Ann\", \"contactMethods\": [{\"type\": \"EMAIL\", \"value\": \""
                + method + "\"}], \"optIns\": [{\"email\": \"" + claimed + "\", \"evidence\": \"Box ticked.\"}]}";
    }
}
