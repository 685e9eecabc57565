package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.greenlight.consent.web.ImportRows.ReadableRow;
import dev.greenlight.consent.web.ImportRows.UnreadableRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CsvRowsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void anOptInByEmailIsOfTheAddressOfItsColumn() throws Exception {
        assertThat(object(rows("customerId,name,email,email.optIn.evidence\nc-1,Ann,ann@example.com,Box ticked.\n"))
                        .get("optIns"))
                .isEqualTo(JSON.readTree(
                        "[{\"email\": \"ann@example.com\", \"evidence\": \"Box ticked.\", \"disclosure\": null}]"));
    }

    @Test
    void rowIsTheObjectThatStandsForItInNdjson() throws IOException {
        var rows = rows("""
                customerId,name,active,customerType,doNotMail,tags,address.street,address.city,portalLink,mobile,mobile.marketingUpdates,\
                mobile.2,email,mobile.optIn.evidence,mobile.optIn.disclosure
                c-1,"Lee, Ann",yes,commercial,FALSE,VIP; Pool,1 Main St,Reno,https://example.com/1,415-555-0123,no,\
                415-555-0124,ann@example.com,"Box ""A"" ticked.",crm-2
                """);

        assertThat(object(rows)).isEqualTo(JSON.readTree("""
                {"customerId": "c-1", "name": "Lee, Ann", "active": true, "customerType": "commercial", "doNotMail": false,
                 "tags": ["VIP", "Pool"], "address": {"street": "1 Main St", "city": "Reno"}, "portalLink": "https://example.com/1",
                 "contactMethods": [{"type": "mobile", "value": "415-555-0123", "marketingUpdates": false},
                                    {"type": "mobile", "value": "415-555-0124"}, {"type": "email", "value": "ann@example.com"}],
                 "optIns": [{"number": "415-555-0123", "evidence": "Box \\"A\\" ticked.", "disclosure": "crm-2"}]}"""));
        assertThat(rows.next()).isNull();
    }

    @Test
    void emptyCellIsAFieldThatIsLeftOut() throws IOException {
        var rows = rows(
                "customerId,name,active,tags,address.city,mobile,mobile.jobNotifications,email\nc-1,Ann, ,,,,true,a@b.co\n");

        assertThat(object(rows)).isEqualTo(JSON.readTree("""
                {"customerId": "c-1", "name": "Ann", "contactMethods": [{"type": "email", "value": "a@b.co"}]}"""));
    }

    @Test
    void namesOfColumnsComeInAnyCaseAndOrderAndBehindAByteOrderMark() throws IOException {
        var rows = rows("\uFEFF NAME ,DoNotMail,CUSTOMERID\r\nAnn,1,c-1\r\n");

        assertThat(object(rows)).isEqualTo(JSON.readTree("""
                {"name": "Ann", "doNotMail": true, "customerId": "c-1"}"""));
    }

    @Test
    void errorsAreNamedByColumn() throws IOException {
        var row = readable(rows("customerId,name,landline,email,email.marketingUpdates\nc-1,Ann,,a@b.co,perhaps\n"));

        assertThat(row.places().apply(FieldError.inBody("contactMethods[0].marketingUpdates", "must be true or false")))
                .isEqualTo(new FieldError("email.marketingUpdates", "must be true or false"));
        assertThat(row.places().apply(FieldError.inBody("address.state", "must be there")))
                .isEqualTo(new FieldError("address.state", "must be there"));
    }

    @Test
    void evidenceWithoutANumberIsNoticed() throws IOException {
        assertThat(object(rows("customerId,name,mobile,mobile.optIn.evidence\nc-1,Ann,,Box ticked.\n"))
                        .get("optIns"))
                .isEqualTo(JSON.readTree("""
                        [{"number": null, "evidence": "Box ticked.", "disclosure": null}]"""));
    }

    @Test
    void optOutsAreReadAndTheirErrorsNamedByColumn() throws IOException {
        var row = readable(
                rows(
                        "customerId,name,mobile,mobile.2,mobile.2.optOut.evidence,mobile.2.optOut.scope\nc-1,Ann,1,2,Called.,ALL\n"));

        assertThat(row.object().get("optOuts")).isEqualTo(JSON.readTree("""
                [{"number": "2", "evidence": "Called.", "scope": "ALL", "receivedAt": null}]"""));
        assertThat(row.places().apply(FieldError.inBody("optOuts[0].receivedAt", "must be over")))
                .isEqualTo(new FieldError("mobile.2.optOut.receivedAt", "must be over"));
    }

    @Test
    void rowHasTheNumberOfItsLine() throws IOException {
        var rows = rows("customerId,name\n\nc-1,Ann\n\n\nc-2,Bob");

        assertThat(Objects.requireNonNull(rows.next()).number()).isEqualTo(3);
        assertThat(Objects.requireNonNull(rows.next()).number()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-1", "c-1,Ann,more", "c-1,\"Ann\nLee\"", "\"c-1,Ann\nc-2,Bob"})
    void rowWithOtherCellsThanColumnsOrALineBreakIsRefusedAlone(String row) throws IOException {
        var rows = rows("customerId,name\n" + row + "\n");

        assertThat(rows.next()).isEqualTo(new UnreadableRow(2, Problem.INVALID_REQUEST));
        assertThat(rows.next()).isNull();
    }

    @Test
    void nothingIsReadBehindARowWhoseEndCannotBeFound() throws IOException {
        for (String row : new String[] {"c-1,\"Ann\" Lee", "c-1," + "x".repeat(ImportRows.LONGEST + 1)}) {
            var rows = rows("customerId,name\n" + row + "\nc-2,Bob\n");

            assertThat(rows.next()).isEqualTo(new UnreadableRow(2, Problem.INVALID_REQUEST));
            assertThatThrownBy(rows::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherEncodingsAreReadWhereTheyAreNamed() throws IOException {
        byte[] latin = "customerId,name\nc-1,Zoë\n".getBytes(StandardCharsets.ISO_8859_1);

        var rows = new CsvRows(new ByteArrayInputStream(latin), Charset.forName("windows-1252"));

        assertThat(object(rows).get("name").stringValue()).isEqualTo("Zoë");
    }

    @Test
    void otherEncodingsAreNoticedWhereTheyAreNotNamed() throws IOException {
        String list = "customerId,name\n" + "c-1,Ann\n".repeat(ImportRows.LONGEST) + "c-2,Zoë\n";

        var rows = new CsvRows(
                new ByteArrayInputStream(list.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8);
        var row = rows.next();
        while (row instanceof ReadableRow) {
            row = rows.next();
        }

        assertThat(row)
                .isInstanceOfSatisfying(
                        UnreadableRow.class, last -> assertThat(last.why()).isEqualTo(Problem.INVALID_REQUEST));
        assertThatThrownBy(rows::next).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c-1,Ann Lee,415-555-0123",
                "customerId",
                "customerId,name,name",
                "customerId,name,mobile.1",
                "customerId,name,mobile.2.optIn",
                "customerId,name,landline,landline.optIn.evidence",
                "customerId,name,mobile,mobile.optOut.disclosure",
                "customerId,name,mobile.2.marketingUpdates",
                "customerId,name,address",
                "customerId;name"
            })
    void listWithoutTheNamesOfFieldsIsRefusedAndNothingOfItRepeated(String first) {
        assertThatThrownBy(() -> rows(first + "\n"))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.problem()).isEqualTo(Problem.INVALID_FIELDS);
                    assertThat(problem.errors()).isNotEmpty();
                    assertThat(problem.errors().toString())
                            .doesNotContain("Ann")
                            .doesNotContain("415");
                });
    }

    private static JsonNode object(CsvRows rows) throws IOException {
        return readable(rows).object();
    }

    private static ReadableRow readable(CsvRows rows) throws IOException {
        return (ReadableRow) Objects.requireNonNull(rows.next());
    }

    private static CsvRows rows(String text) throws IOException {
        return new CsvRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
