package dev.greenlight.smsinbound.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whatever a person texts, it is read soon; and however they decorate a keyword, it stays one. */
class KeywordFuzzTest {

    private static final List<String> OPT_OUTS = List.of(
            "STOP",
            "stop all",
            "Unsubscribe",
            "OPT-OUT",
            "opt out",
            "ARRÊT",
            "désabonner",
            "NO MÁS",
            "ＳＴＯＰ",
            "S.T.O.P");
    private static final List<String> DECORATIONS = List.of(
            " ",
            "\t",
            "\r\n",
            "\u00A0",
            "\u3000",
            ".",
            "!",
            "?",
            "…",
            "\"",
            "“",
            "”",
            "'",
            "*",
            "_",
            "(",
            ")",
            "-",
            "—",
            "\uD83D\uDED1",
            "\uD83D\uDE21",
            "❤\uFE0F",
            "\u200B",
            "\uFEFF",
            "\u202E",
            "\u2066",
            "\u00AD",
            "\u2060");
    private static final List<String> INVISIBLE =
            List.of("\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u202A", "\u202C", "\uFE0F");

    @Test
    void noTextBreaksTheVocabulary() {
        FuzzRun.of(random -> {
            String text = random.oneIn(10) ? random.text(100_000) : random.text(1_600);
            return () -> Vocabulary.DEFAULT.read(text);
        });
    }

    @Test
    void decoratedOptOutStaysOne() {
        FuzzRun.of(random -> {
            String text = decorated(random, random.pick(OPT_OUTS));
            return () -> assertThat(Vocabulary.DEFAULT.read(text))
                    .as("%s", text)
                    .hasValueSatisfying(reading -> assertThat(reading.meaning()).isEqualTo(Meaning.OPT_OUT));
        });
    }

    private static String decorated(RandomInput random, String keyword) {
        var text = new StringBuilder();
        repeat(random, text, DECORATIONS);
        String cased = switch (random.below(3)) {
            case 0 -> keyword.toLowerCase(Locale.ROOT);
            case 1 -> keyword.toUpperCase(Locale.ROOT);
            default -> keyword;
        };
        for (int i = 0, c; i < cased.length(); i += Character.charCount(c)) {
            c = cased.codePointAt(i);
            text.appendCodePoint(c);
            if (random.oneIn(6)) {
                repeat(random, text, INVISIBLE);
            }
        }
        repeat(random, text, DECORATIONS);
        return text.toString();
    }

    private static void repeat(RandomInput random, StringBuilder text, List<String> parts) {
        for (int times = random.below(6); times > 0; times--) {
            text.append(random.pick(parts));
        }
    }
}
