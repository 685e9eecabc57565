package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

    private static final Locale MACHINE = Locale.getDefault();

    @AfterEach
    void backToTheMachinesLocale() {
        Locale.setDefault(MACHINE);
    }

    static Stream<String> optOuts() {
        return Stream.of(
                "STOP",
                "stop",
                "StOp",
                "  stop  ",
                "\tSTOP\n",
                "STOP\r\n",
                "STOP.",
                "Stop!!!",
                "STOP?",
                "...stop",
                "STOP 🛑",
                "🛑STOP",
                "STOP 😡😡",
                "STOP 👍🏽",
                "ＳＴＯＰ",
                "STOP\u00A0",
                "STOP\u202F",
                "\u3000STOP",
                "\u200BSTOP",
                "S\u200BTOP",
                "\uFEFFstop",
                "\u202ESTOP\u202C",
                "\u2066STOP\u2069",
                "STOP\uFE0F",
                "S\u00ADTOP",
                "\u2060STOP",
                "S\uFE0FT\uFE0FO\uFE0FP",
                "ⓈⓉⓄⓅ",
                "𝐒𝐓𝐎𝐏",
                "🅂🅃🄾🄿",
                "ſtop",
                "ﬆop",
                "“STOP”",
                "'stop'",
                "«stop»",
                "(stop)",
                "*STOP*",
                "S T O P",
                "S.T.O.P.",
                "s-t-o-p",
                "STOP\u20E3",
                "STÓP",
                "S\u0301\u0327\u0301\u0327\u0301\u0327\u0301\u0327\u0301\u0327TOP",
                "S̸T̸O̸P̸",
                "STOPALL",
                "stop all",
                "Stop  All!",
                "STOP-ALL",
                "OPT OUT",
                "opt-out",
                "optout",
                "Opt Out.",
                "OPT—OUT",
                "OPT  OUT",
                "OPT_OUT",
                "OPT\u2011OUT",
                "END",
                "Quit",
                "QUİT",
                "quıt",
                "CANCEL",
                "Unsubscribe",
                "UNSUB",
                "REVOKE",
                "remove",
                "ARRET",
                "Arrêt",
                "ARRÊTE",
                "Arre\u0302t",
                "arrêter",
                "DÉSABONNER",
                "alto",
                "PARAR",
                "pare",
                "detener",
                "Cancelar",
                "baja",
                "salir",
                "terminar",
                "no más",
                "NO MAS.");
    }

    static Stream<String> nothings() {
        return Stream.of(
                "",
                " ",
                "\u200B",
                "...",
                "1",
                "START Monday",
                "start please",
                "please start",
                "YES please",
                "cancel my appointment",
                "please cancel the inspection for Tuesday",
                "please stop by at 5",
                "stop at the back door",
                "we have got to STOP this terrible bill",
                "can you stop the leak",
                "Liked \"Reply STOP to opt out\"",
                "Loved “Reply STOP…”",
                "SHOP",
                "STEP",
                "TOP",
                "SEND",
                "BEND",
                "QUITE",
                "SUIT",
                "TD",
                "stopped",
                "\uD83D",
                "SHOP\uD83Dx");
    }

    @ParameterizedTest
    @MethodSource("optOuts")
    void writtenAnyWayItIsAnOptOut(String text) {
        assertThat(meaning(text)).isEqualTo(Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @MethodSource("nothings")
    void conversationIsNoKeyword(String text) {
        assertThat(Vocabulary.DEFAULT.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start!", "Unstop", "RESTART", "subscribe", "Enroll", "ＳＴＡＲＴ"})
    void fewWordsOptIn(String text) {
        assertThat(meaning(text)).isEqualTo(Meaning.OPT_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "y", "Yes!", "join", "oui", "Si", "SÍ", "sí."})
    void yesOnlyConfirms(String text) {
        assertThat(meaning(text)).isEqualTo(Meaning.CONFIRM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "info?", "Aide", "ayuda", "¿Ayuda?"})
    void questionIsHelp(String text) {
        assertThat(meaning(text)).isEqualTo(Meaning.HELP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOPALL", "stop all", "Stop-All."})
    void namingEverythingStopsEverything(String text) {
        assertThat(Vocabulary.DEFAULT.read(text))
                .hasValueSatisfying(
                        reading -> assertThat(reading.stopsEverything()).isTrue());
    }

    @Test
    void plainStopLeavesTheScopeToTheCompany() {
        assertThat(Vocabulary.DEFAULT.read("STOP"))
                .hasValueSatisfying(
                        reading -> assertThat(reading.stopsEverything()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO", "Nope", "nah!", "no thanks", "No, thank you.", "non", "Non merci", "no gracias"})
    void noOnlyDeclines(String text) {
        assertThat(meaning(text)).isEqualTo(Meaning.DECLINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "az", "lt", "ar"})
    void localeOfTheMachineChangesNothing(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));
        Vocabulary vocabulary = Vocabulary.of(new VocabularySettings(
                Set.of(), Map.of(Meaning.OPT_OUT, List.of("insist no"), Meaning.HELP, List.of("infoline")), List.of()));

        assertThat(vocabulary.read("Insist NO")).map(Reading::evidence).hasValue("INSIST NO");
        assertThat(vocabulary.read("INFOLINE")).map(Reading::meaning).hasValue(Meaning.HELP);
        assertThat(meaning("unsubscribe me, it is spam")).isEqualTo(Meaning.OPT_OUT);
        assertThat(meaning("I DID NOT SIGN UP FOR THIS")).isEqualTo(Meaning.OPT_OUT);
        optOuts().forEach(text -> assertThat(meaning(text)).as(text).isEqualTo(Meaning.OPT_OUT));
        nothings()
                .forEach(text ->
                        assertThat(Vocabulary.DEFAULT.read(text)).as(text).isEmpty());
    }

    @Test
    void marksOfOtherScriptsAreLettersOfTheirOwn() {
        Vocabulary vocabulary = Vocabulary.of(new VocabularySettings(Set.of("ru", "ar"), Map.of(), List.of()));

        assertThat(vocabulary.read("СТОЙ!")).map(Reading::meaning).hasValue(Meaning.OPT_OUT);
        assertThat(vocabulary.read("СТОИ")).isEmpty();
        assertThat(vocabulary.read("توقف")).map(Reading::meaning).hasValue(Meaning.OPT_OUT);
    }

    @Test
    void timeIsBoundedWhateverIsSent() {
        List<String> hostile = List.of(
                "stop ".repeat(320),
                "a".repeat(1_600),
                "🛑".repeat(1_600),
                "\u200B".repeat(1_600),
                "S" + "\u0301\u0327".repeat(1_900),
                "S" + "\u0301\u200B\u0327\u20E3".repeat(900),
                "\uFDFA".repeat(60),
                "\u0F73".repeat(3_999),
                "STOP" + " ".repeat(60_000),
                "- ".repeat(1_999),
                "\uFDFA".repeat(3_999),
                "don't ".repeat(660),
                "please remove me off of your the list ".repeat(100),
                "\u201C".repeat(1_600),
                "\" a b ".repeat(260),
                "\u05E2\u05E6\u05D5\u05E8 \u202E".repeat(260),
                "🛑 stop ".repeat(200));
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        hostile.forEach(Vocabulary.DEFAULT::read);
        long start = thread.getCurrentThreadCpuTime();
        for (int round = 0; round < 100; round++) {
            hostile.forEach(Vocabulary.DEFAULT::read);
        }

        Duration each =
                Duration.ofNanos(thread.getCurrentThreadCpuTime() - start).dividedBy(100L * hostile.size());
        assertThat(each).isLessThan(Duration.ofMillis(4));
    }

    @Test
    void evidenceIsBounded() {
        assertThat(Vocabulary.DEFAULT.read("stop sending me " + "your ".repeat(60) + "messages"))
                .hasValueSatisfying(reading -> {
                    assertThat(reading.meaning()).isEqualTo(Meaning.OPT_OUT);
                    assertThat(reading.evidence()).hasSizeLessThanOrEqualTo(64).startsWith("STOP SENDING ME YOUR");
                });
    }

    @Test
    void readingShowsNoWords() {
        assertThat(Vocabulary.DEFAULT.read("Please remove me from your list"))
                .hasValueSatisfying(reading -> assertThat(reading).hasToString("Reading[OPT_OUT by en.remove-me]"));
    }

    private static @Nullable Meaning meaning(String text) {
        return Vocabulary.DEFAULT.read(text).map(Reading::meaning).orElse(null);
    }
}
