package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.ledger.LedgerEntry;
import dev.greenlight.consent.ledger.LedgerFacts;
import dev.greenlight.consent.topology.StateQueries;
import dev.greenlight.schemas.command.VerifyLedger;
import dev.greenlight.schemas.consent.ConsentChanged;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history, its export and receipts, in front of a ledger that holds what a test put into it. */
class LedgerHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONSENT = "/v1/tenants/acme/consents/sms/" + LedgerFacts.NUMBER;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    private static final List<ConsentChanged> AGREED = LedgerFacts.chain(List.of(
            LedgerFacts.unlinked(1),
            LedgerFacts.granted(2, "Yes", LedgerFacts.request("Form 7")),
            LedgerFacts.unlinked(3)));

    @TempDir
    private Path directory;

    @Test
    void historyShowsHashesHeadAndThatItIsComplete() throws Exception {
        JsonNode history = json(AGREED, "/history");

        assertThat(history.get("complete").booleanValue()).isTrue();
        assertThat(history.at("/head/sequence").intValue()).isEqualTo(3);
        assertThat(history.at("/head/hash").stringValue())
                .isEqualTo(history.at("/entries/2/link/hash").stringValue());
        assertThat(history.at("/entries/2/link/previousHash").stringValue())
                .isEqualTo(history.at("/entries/1/link/hash").stringValue())
                .matches("[0-9a-f]{64}");
        assertThat(history.at("/entries/0/tenant").stringValue()).isEqualTo("acme");
        assertThat(history.at("/entries/0/address").stringValue()).isEqualTo(LedgerFacts.NUMBER);
    }

    @Test
    void aPageOfTheHistoryNamesTheHeadOfTheWholeAndIsNotComplete() throws Exception {
        JsonNode first = json(AGREED, "/history?limit=1");
        JsonNode last = json(AGREED, "/history?cursor=2");

        assertThat(first.get("complete").booleanValue()).isFalse();
        assertThat(first.at("/head/sequence").intValue()).isEqualTo(3);
        assertThat(last.get("complete").booleanValue()).isFalse();
        assertThat(last.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void historyFromBeforeTheChainHasNoLinksAndNoHead() throws Exception {
        JsonNode history = json(List.of(LedgerFacts.unlinked(1)), "/history");

        assertThat(history.at("/entries/0/link").isNull()).isTrue();
        assertThat(history.at("/head/hash").isNull()).isTrue();
        assertThat(json(List.of(), "/history").get("head").isNull()).isTrue();
    }

    @Test
    void exportIsWhatTheVerifierTakes() throws Exception {
        MockHttpServletResponse export = get(LedgerFacts.ledgerOf(AGREED), "/history/export");

        assertThat(export.getContentType()).startsWith("application/x-ndjson");
        assertThat(verify(export.getContentAsString(StandardCharsets.UTF_8))).isZero();
        assertThat(verify(export.getContentAsString(StandardCharsets.UTF_8).replace("GRANTED", "CONFIRMED")))
                .isOne();
    }

    @Test
    void exportGoesOnOverAllPages() throws Exception {
        List<ConsentChanged> many = LedgerFacts.chain(
                LongStream.rangeClosed(1, 450).mapToObj(LedgerFacts::unlinked).toList());

        String export = get(LedgerFacts.ledgerOf(many), "/history/export").getContentAsString();

        assertThat(export.lines()).hasSize(451);
        assertThat(verify(export)).isZero();
        assertThat(verify(
                        get(LedgerFacts.ledgerOf(List.of()), "/history/export").getContentAsString()))
                .isZero();
    }

    @Test
    void everyFieldOfAFactStandsInTheHistoryUnderItsOwnName() throws Exception {
        ConsentChanged full = LedgerFacts.chain(List.of(LedgerFacts.full())).getFirst();

        JsonNode entry = json(List.of(full), "/history").at("/entries/0");

        assertNamed(ConsentChanged.getClassSchema(), entry);
        assertThat(verify(get(LedgerFacts.ledgerOf(List.of(full)), "/history/export")
                        .getContentAsString(StandardCharsets.UTF_8)))
                .isZero();
    }

    private static void assertNamed(Schema record, JsonNode json) {
        for (Schema.Field field : record.getFields()) {
            if (field.name().equals("confirmUrl")) {
                // whoever has it could answer in the person's name
                assertThat(json.has(field.name())).isFalse();
                continue;
            }
            JsonNode value = json.path(field.name());
            assertThat(value.isMissingNode() || value.isNull())
                    .as("%s is not in the history", field.name())
                    .isFalse();
            Schema schema = field.schema().isUnion() ? field.schema().getTypes().getLast() : field.schema();
            if (schema.getType() == Schema.Type.RECORD && !field.name().equals("link")) {
                assertNamed(schema, value);
            }
        }
    }

    @Test
    void nothingIsExportedWhileTheLedgerCannotBeRead() throws Exception {
        Ledger away = mock();
        when(away.history(anyString(), anyInt(), anyInt())).thenReturn(Optional.empty());

        for (String path : List.of("/history", "/history/export", "/receipt", "/receipt.html")) {
            assertThat(get(away, path).getStatus()).as(path).isEqualTo(503);
        }
        String none = CONSENT.replace(LedgerFacts.NUMBER, "0123");
        assertThat(get(away, none, "/history/export").getStatus()).isEqualTo(400);
    }

    @Test
    void receiptShowsTheAgreementItsRequestAndItsProof() throws Exception {
        JsonNode receipt = json(AGREED, "/receipt");

        assertThat(receipt.get("number").stringValue()).isEqualTo(LedgerFacts.NUMBER);
        assertThat(receipt.get("issuedAt").stringValue()).isEqualTo("2026-03-02T12:00:00Z");
        JsonNode agreement = receipt.get("agreement");
        assertThat(agreement.get("name").isNull()).isTrue();
        assertThat(agreement.get("date").stringValue()).isEqualTo("2026-03-01T12:00:02Z");
        assertThat(agreement.get("words").stringValue()).isEqualTo("Yes");
        assertThat(agreement.at("/request/wordingVersion").stringValue()).isEqualTo("sms-2026-01");
        assertThat(agreement.at("/request/wording").isNull()).isTrue();
        assertThat(agreement.at("/request/evidence").stringValue()).isEqualTo("Form 7");
        LedgerEntry granted = LedgerEntry.of(AGREED.get(1));
        assertThat(agreement.at("/fact/eventId").stringValue()).isEqualTo(granted.eventId());
        assertThat(agreement.at("/fact/hash").stringValue()).isEqualTo(granted.hash());
        assertThat(receipt.at("/lastEntry/sequence").intValue()).isEqualTo(3);
        assertThat(receipt.get("notRecorded").toString())
                .contains("the name of the person", "the wording of the request");
    }

    @Test
    void receiptOfAWebFormShowsTheNameAndTheWordsOfTheForm() throws Exception {
        var request = LedgerFacts.request(
                "{\"name\": \"Ann Lee\", \"words\": \"Send me offers.\", \"page\": \"https://a.example\"}");
        var facts = LedgerFacts.chain(List.of(LedgerFacts.granted(1, "Yes", request)));

        JsonNode receipt = json(facts, "/receipt");

        assertThat(receipt.at("/agreement/name").stringValue()).isEqualTo("Ann Lee");
        assertThat(receipt.at("/agreement/request/wording").stringValue()).isEqualTo("Send me offers.");
        assertThat(receipt.get("notRecorded"))
                .isEqualTo(JSON.readTree("[\"a copy of the page or form, and their language\"]"));
    }

    @Test
    void evidenceThatOnlyLooksLikeAFormIsNotReadAsOne() throws Exception {
        for (String evidence : List.of("[1]", "{\"name\": 1, \"words\": {}}", "{\"words\": \"\"}", "\"name\"", "{")) {
            var facts = LedgerFacts.chain(List.of(LedgerFacts.granted(1, "Yes", LedgerFacts.request(evidence))));

            JsonNode agreement = json(facts, "/receipt").get("agreement");

            assertThat(agreement.get("name").isNull()).as(evidence).isTrue();
            assertThat(agreement.at("/request/wording").isNull()).as(evidence).isTrue();
        }
    }

    @Test
    void receiptOfAnUnaskedOptInDoesNotMakeUpARequest() throws Exception {
        JsonNode receipt = json(LedgerFacts.chain(List.of(LedgerFacts.granted(1, "START", null))), "/receipt");

        assertThat(receipt.at("/agreement/request").isNull()).isTrue();
        assertThat(receipt.get("notRecorded").toString()).contains("the person wrote unasked");
        assertThat(receipt.get("statusAfterLastEntry").stringValue()).isEqualTo("OPTED_IN");
    }

    @Test
    void receiptOfANumberThatNeverAgreedSaysSo() throws Exception {
        JsonNode heardFrom = json(List.of(LedgerFacts.unlinked(1)), "/receipt");
        JsonNode unknown = json(List.of(), "/receipt");

        assertThat(heardFrom.get("agreement").isNull()).isTrue();
        assertThat(heardFrom.at("/lastEntry/hash").isNull()).isTrue();
        assertThat(unknown.get("lastEntry").isNull()).isTrue();
        assertThat(unknown.get("statusAfterLastEntry").stringValue()).isEqualTo("NEVER_ASKED");
        assertThat(page(List.of())).contains("The ledger holds no agreement of this number.");
    }

    @Test
    void printedReceiptHoldsTheSameAndSaysWhatIsNotRecorded() throws Exception {
        String page = page(AGREED);

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<td>" + LedgerFacts.NUMBER + "</td>",
                        "<tr><th>Name of the person</th><td>not recorded</td></tr>",
                        "<tr><th>Words of the person</th><td>Yes</td></tr>",
                        "<tr><th>Copy of the request</th><td>not recorded</td></tr>",
                        String.valueOf(LedgerEntry.of(AGREED.get(1)).hash()));
    }

    @Test
    void whatPeopleWroteIsTextOnThePrintedReceipt() throws Exception {
        String script = "<script>alert('1')</script>&\"";
        List<ConsentChanged> written =
                LedgerFacts.chain(List.of(LedgerFacts.granted(1, script, LedgerFacts.request(script))));

        String page = page(written);

        assertThat(page)
                .doesNotContain("<script>")
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;");
    }

    private int verify(String export) throws Exception {
        Path file = Files.writeString(directory.resolve("ledger.ndjson"), export);
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return VerifyLedger.run(List.of(file.toString()), nowhere, nowhere);
    }

    private static JsonNode json(List<ConsentChanged> facts, String path) throws Exception {
        MockHttpServletResponse response = get(LedgerFacts.ledgerOf(facts), path);
        assertThat(response.getStatus()).isEqualTo(200);
        return JSON.readTree(response.getContentAsByteArray());
    }

    private static String page(List<ConsentChanged> facts) throws Exception {
        MockHttpServletResponse response = get(LedgerFacts.ledgerOf(facts), "/receipt.html");
        assertThat(response.getContentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(response.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
        return response.getContentAsString();
    }

    private static MockHttpServletResponse get(Ledger ledger, String path) throws Exception {
        return get(ledger, CONSENT, path);
    }

    private static MockHttpServletResponse get(Ledger ledger, String consent, String path) throws Exception {
        MockMvc http = MockMvcBuilders.standaloneSetup(
                        new ConsentController(mock(StateQueries.class), new OwnerRouting(JSON), ledger, CLOCK),
                        new LedgerExportController(ledger, JSON),
                        new ReceiptController(ledger, CLOCK, JSON))
                .setControllerAdvice(new ProblemAdvice())
                .build();
        return http.perform(MockMvcRequestBuilders.get(consent + path))
                .andReturn()
                .getResponse();
    }
}
