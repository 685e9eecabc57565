package dev.greenlight.schemas.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EraseFactsTest {

    @ParameterizedTest
    @CsvSource({
        "--partitions=12, Unknown option --partitions",
        "now, Options look like --name=value",
        "--settled-after=soon, cannot be parsed",
        "--settled-after=-PT1M, must not be negative",
        "--command-config=no-such-file, no-such-file"
    })
    void argumentsThatCannotBeUsedAreNamedAndNothingIsDone(String argument, String said) {
        var err = new ByteArrayOutputStream();

        int code = EraseFacts.run(
                new String[] {argument},
                Clock.systemUTC(),
                System.out,
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("erase: ").contains(said);
    }
}
