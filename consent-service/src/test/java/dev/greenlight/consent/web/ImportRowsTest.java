package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ImportRowsTest {

    @Test
    void blankLinesAreCountedAndLeftOut() throws IOException {
        var rows = rows("a\n\n \t\r\nb");

        assertRow(rows, 1, "a");
        assertRow(rows, 4, "b");
        assertThat(rows.next()).isNull();
    }

    @Test
    void lineMayBeAsLongAsTheLongest() throws IOException {
        String longest = "x".repeat(ImportRows.LONGEST);
        var rows = rows(longest + "\nb");

        assertRow(rows, 1, longest);
        assertRow(rows, 2, "b");
    }

    @Test
    void lineThatIsTooLongIsReadPast() throws IOException {
        var rows = rows("x".repeat(ImportRows.LONGEST + 1) + "\nb\n");

        var first = Objects.requireNonNull(rows.next());
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.bytes()).isNull();
        assertRow(rows, 2, "b");
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

        assertThatThrownBy(new ImportRows(broken)::next).isInstanceOf(IOException.class);
    }

    private static void assertRow(ImportRows rows, long number, String text) throws IOException {
        var row = Objects.requireNonNull(rows.next());
        assertThat(row.number()).isEqualTo(number);
        assertThat(row.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(text);
    }

    private static ImportRows rows(String text) {
        return new ImportRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
