package dev.greenlight.schemas.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.command.VerifyLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyLedgerTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>(Facts.texts(Facts.export(Facts.chain(4, 0))));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("ledger.ndjson");
    }

    @Test
    void chainThatHoldsEndsWithZeroAndSaysItsHead() throws IOException {
        assertThat(verify()).isZero();

        String head = Facts.hex(Facts.chain(4, 0).getLast().getLink().getHash());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("facts: 4, sequence 1 to 4; head " + head, "the chain holds");
        assertThat(verify("--head=" + head)).isZero();
    }

    @Test
    void brokenChainEndsWithOneAndSaysWhereWithoutSayingWho() throws IOException {
        lines.set(1, lines.get(1).replace("REVOKED", "GRANTED"));

        assertThat(verify()).isOne();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("line 2, sequence 2: was changed", "BROKEN, findings: 1")
                .doesNotContain(Facts.NUMBER);
    }

    @Test
    void anotherHeadThanTheKnownOneEndsWithOne() throws IOException {
        assertThat(verify("--head=" + "00".repeat(32))).isOne();
    }

    @Test
    void fileThatWasCutOffEndsWithOne() throws IOException {
        lines.removeLast();

        assertThat(verify()).isOne();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("cut off");
    }

    @Test
    void lineThatIsNoFactEndsWithTwoAndIsNotRepeated() throws IOException {
        for (String line : List.of("secret", "[\"secret\"]", "{\"text\": 1.5}", "", lines.getFirst() + "{}")) {
            lines.set(1, line);

            assertThat(verify()).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2").doesNotContain("secret", Facts.NUMBER);
        }
    }

    @Test
    void fieldThatStandsTwiceEndsWithTwoBecauseReadersWouldDisagree() throws IOException {
        lines.set(1, lines.get(1).replace("\"outcome\":", "\"outcome\":\"GRANTED\",\"outcome\":"));

        assertThat(verify()).isEqualTo(2);
    }

    @Test
    void argumentsThatCannotBeUsedEndWithTwo() throws IOException {
        assertThat(VerifyLedger.run(List.of(), stream(out), stream(err))).isEqualTo(2);
        assertThat(verify("--head=12")).isEqualTo(2);
        assertThat(verify("--tail=12")).isEqualTo(2);
        assertThat(verify("another-file")).isEqualTo(2);
        assertThat(VerifyLedger.run(List.of(directory.resolve("none").toString()), stream(out), stream(err)))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("use verify-ledger <file>", "cannot be read");
    }

    private int verify(String... more) throws IOException {
        Files.write(file, lines);
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        return VerifyLedger.run(arguments, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
