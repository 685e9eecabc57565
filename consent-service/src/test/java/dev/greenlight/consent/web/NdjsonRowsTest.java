package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.consent.web.ImportRows.ReadableRow;
import dev.greenlight.consent.web.ImportRows.UnreadableRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NdjsonRowsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void blankLinesAreCountedAndLeftOut() throws IOException {
        var rows = rows("{\"a\": 1}\n\n \t\r\n{\"b\": 1}");

        assertRow(rows, 1, "{\"a\":1}");
        assertRow(rows, 4, "{\"b\":1}");
        assertThat(rows.next()).isNull();
    }

    @Test
    void lineMayBeAsLongAsTheLongest() throws IOException {
        String longest = "{\"a\":\"" + "x".repeat(ImportRows.LONGEST - 8) + "\"}";
        var rows = rows(longest + "\n{}");

        assertRow(rows, 1, longest);
        assertRow(rows, 2, "{}");
    }

    @Test
    void lineThatIsTooLongIsReadPast() throws IOException {
        var rows = rows("x".repeat(ImportRows.LONGEST + 1) + "\n{}\n");

        assertThat(rows.next()).isEqualTo(new UnreadableRow(1, Problem.TOO_LARGE));
        assertRow(rows, 2, "{}");
        assertThat(rows.next()).isNull();
    }

    @Test
    void listThatBreaksOffInALineTellsSo() {
        var text = new ByteArrayInputStream("half a row".getBytes(StandardCharsets.UTF_8));
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                int next = text.read();
                if (next < 0) {
                    throw new IOException("broken off");
                }
                return next;
            }
        };

        assertThatThrownBy(new NdjsonRows(broken, JSON)::next).isInstanceOf(IOException.class);
    }

    private static void assertRow(ImportRows rows, long number, String text) throws IOException {
        assertThat(rows.next()).isInstanceOfSatisfying(ReadableRow.class, row -> {
            assertThat(row.number()).isEqualTo(number);
            assertThat(row.object()).hasToString(text);
        });
    }

    private static ImportRows rows(String text) {
        return new NdjsonRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), JSON);
    }
}
