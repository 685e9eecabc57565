package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reads the SMS Spam Collection, which is not ours to ship, where {@code greenlight.spam-collection} names its file: how
 * many private texts between people would be taken for a revocation. Prints counts, no text.
 */
@EnabledIfSystemProperty(named = "greenlight.spam-collection", matches = ".+")
class SpamCollectionTest {

    private static final String PRIVATE = "ham\t";

    @Test
    void hardlyAnyPrivateTextIsTakenForARevocation() throws IOException {
        Path file = Path.of(System.getProperty("greenlight.spam-collection"));
        Map<String, Integer> byRule = new TreeMap<>();
        int texts = 0;
        int revocations = 0;
        int held = 0;
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R")) {
            if (!line.startsWith(PRIVATE)) {
                continue;
            }
            texts++;
            Reading reading =
                    Vocabulary.DEFAULT.read(line.substring(PRIVATE.length())).orElse(null);
            if (reading != null) {
                byRule.merge(reading.meaning() + " " + reading.rule(), 1, Integer::sum);
                revocations += reading.meaning() == Meaning.OPT_OUT ? 1 : 0;
                held += reading.meaning() == Meaning.REVIEW ? 1 : 0;
            }
        }
        System.out.println(texts + " private texts, " + revocations + " read as a revocation; by rule: " + byRule);

        assertThat(texts).isGreaterThan(4_800);
        assertThat((double) revocations / texts).isLessThanOrEqualTo(0.001);
        assertThat((double) held / texts).isLessThanOrEqualTo(0.005);
    }
}
