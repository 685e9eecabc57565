package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no rule reads is held where it sounds like a revocation, and nothing more than held. */
class WiderNetTest {

    /** Where to write the weights that the texts teach now: a file, in place of a comparison. */
    private static final String WRITE_TO = "greenlight.wider-net";

    private static final String CAUGHT = "kindly leave my poor phone out of all this";

    @Test
    void weightsAreWhatTheTextsTeach() throws IOException {
        List<String> learned = WiderNetTrainer.learn();

        String file = System.getProperty(WRITE_TO);
        if (file != null) {
            Files.write(Path.of(file), learned);
            return;
        }
        assertThat(String.join("\n", learned))
                .as("texts or the trainer have changed: learn again, as docs/understanding.md says")
                .isEqualTo(String.join("\n", stored()));
    }

    @Test
    void whatSoundsLikeARevocationIsForAPersonToRead() {
        assertThat(Vocabulary.DEFAULT.read(CAUGHT)).hasValueSatisfying(reading -> {
            assertThat(reading.meaning()).isEqualTo(Meaning.REVIEW);
            assertThat(reading.rule()).isEqualTo(WiderNet.RULE);
            assertThat(reading.stopsEverything()).isFalse();
        });
    }

    @Test
    void evidenceIsTheWordsThatSpeakMostForIt() {
        var net = new WiderNet(Map.of("DIGITS", 3f, "MY DIGITS", 5f, "BURN*", 2.5f, "PLEASE", 0.1f, "TODAY", -4f));

        assertThat(net.evidence(words("please burnish my digits today"))).isEqualTo("BURNISH MY DIGITS");
    }

    @Test
    void eachKindOfClueIsWeighed() {
        var net = new WiderNet(Map.of("bias", -1f, "A", 1f, "LONG*", 2f, "^ A", 4f, "A LONGER", 8f, "A .. B", 16f));

        // A, LONGER, LONG*, B, three neighbours of an edge or each other and one more, and two that are near
        assertThat(net.weigh(words("a longer b"))).isCloseTo(-1 + 31 / Math.sqrt(9), within(1e-6));
    }

    @Test
    void allNumbersAreTheSame() {
        var net = new WiderNet(Map.of("0", 5f));

        assertThat(net.weigh(words("call 7"))).isPositive().isEqualTo(net.weigh(words("call 1234")));
    }

    @Test
    void aSingleWordIsAKeywordOrNothing() {
        var net = new WiderNet(Map.of("DIGITS", 50f));

        assertThat(net.holds(words("digits"))).isFalse();
        assertThat(net.holds(words("digits please"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can the tech come by at nine on friday",
                "does he have her number",
                "gracias por avisar, nos vemos el jueves",
                "merci, on se voit mardi matin",
                "Kumiko arigato",
                "\u05E9\u05DC\u05D5\u05DD \u05DC\u05DB\u05D5\u05DC\u05DD"
            })
    void ordinaryTextIsNotHeld(String text) {
        assertThat(Vocabulary.DEFAULT.read(text)).isEmpty();
    }

    @Test
    void whatARuleTakesForARevocationAndSoundsLikeNoneIsForAPersonToRead() {
        String text = "can you send the tech tomorrow morning, the heater is leaking and I need a quote, no more spam";

        assertThat(Vocabulary.DEFAULT.read(text)).hasValueSatisfying(reading -> {
            assertThat(reading.meaning()).isEqualTo(Meaning.REVIEW);
            assertThat(reading.evidence()).isEqualTo("NO MORE SPAM");
            assertThat(reading.rule()).isEqualTo("en.no-more-texts" + Vocabulary.IN_DOUBT);
        });
    }

    @Test
    void exemptionOfACompanyKeepsTheNetAway() {
        Vocabulary company =
                Vocabulary.of(new VocabularySettings(Set.of(), Map.of(), List.of("leave my poor phone out")));

        assertThat(company.read(CAUGHT)).isEmpty();
    }

    @Test
    void companyMayGiveAMeaningToWhatTheNetWouldHold() {
        Vocabulary company =
                Vocabulary.of(new VocabularySettings(Set.of(), Map.of(Meaning.HELP, List.of(CAUGHT)), List.of()));

        assertThat(company.read(CAUGHT)).map(Reading::meaning).hasValue(Meaning.HELP);
    }

    @Test
    void framesAreWrittenOutWithAllTheirChoices() {
        var frame = new LabelledTexts.LabelledText(LabelledTexts.Label.ORDINARY, "en", "(a|the) tech (is late|) today");

        assertThat(Frames.written(List.of(frame)))
                .extracting(LabelledTexts.LabelledText::text)
                .containsExactlyInAnyOrder(
                        "a tech is late today", "the tech is late today", "a tech today", "the tech today");
    }

    private static List<String> stored() throws IOException {
        var bytes = Objects.requireNonNull(WiderNet.class.getResourceAsStream("/understanding/wider-net.tsv"));
        try (var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private static Words words(String text) {
        return Words.of(text, Set.of());
    }
}
