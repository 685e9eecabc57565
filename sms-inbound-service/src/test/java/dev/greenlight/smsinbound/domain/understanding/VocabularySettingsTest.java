package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularySettingsTest {

    @Test
    void companyAddsWords() {
        Vocabulary vocabulary = Vocabulary.of(keywords(Map.of(
                Meaning.OPT_OUT, List.of("Enough!"),
                Meaning.OPT_IN, List.of("deals"),
                Meaning.HELP, List.of("who dis"))));

        assertThat(vocabulary.read("enough"))
                .hasValue(new Reading(Meaning.OPT_OUT, "ENOUGH", "tenant-vocabulary", false));
        assertThat(vocabulary.read("DEALS")).map(Reading::meaning).hasValue(Meaning.OPT_IN);
        assertThat(vocabulary.read("Who dis?")).map(Reading::meaning).hasValue(Meaning.HELP);
        assertThat(vocabulary.read("STOP")).map(Reading::rule).hasValue("default-vocabulary");
        assertThat(Vocabulary.DEFAULT.read("deals")).isEmpty();
    }

    @Test
    void companyMayRepeatWhatAWordMeansAlready() {
        assertThat(Vocabulary.of(keywords(Map.of(Meaning.OPT_OUT, List.of("stop"))))
                        .read("stop"))
                .map(Reading::meaning)
                .hasValue(Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @CsvSource({
        "ru, СТОП",
        "ru, не пишите мне больше",
        "zh, 退订",
        "ja, 停止",
        "ar, إيقاف",
        "he, הסר",
        "vi, Hủy",
        "vi, DUNG",
        "pt, sair",
        "pt, não quero mais mensagens",
        "de, Stopp!",
        "de, bitte keine Nachrichten mehr",
        "it, cancella",
        "it, basta messaggi"
    })
    void languageIsAPackThatACompanyChooses(String language, String text) {
        Vocabulary vocabulary = Vocabulary.of(new VocabularySettings(Set.of(language), Map.of(), List.of()));

        assertThat(vocabulary.read(text)).hasValueSatisfying(reading -> {
            assertThat(reading.meaning()).isEqualTo(Meaning.OPT_OUT);
            assertThat(reading.rule()).containsAnyOf("vocabulary-" + language, language + ".");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"СТОП", "停止", "退订", "إيقاف", "הסר"})
    void wordOfALanguageThatNobodyChoseIsForAPersonToRead(String text) {
        assertThat(Vocabulary.DEFAULT.read(text)).hasValueSatisfying(reading -> {
            assertThat(reading.meaning()).isEqualTo(Meaning.REVIEW);
            assertThat(reading.rule()).isEqualTo("other-language");
        });
        assertThat(Vocabulary.DEFAULT.read("Huy")).isEmpty();
    }

    @Test
    void allLanguagesFitTogether() {
        var all = Set.of("ar", "de", "he", "it", "ja", "pt", "ru", "vi", "zh");

        assertThat(Vocabulary.of(new VocabularySettings(all, Map.of(), List.of()))
                        .read("STOP"))
                .map(Reading::meaning)
                .hasValue(Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"STOP", "quit", "End", "revoke", "opt out", "OPT-OUT", "cancel", "unsubscribe", "START", "HELP"})
    void reservedWordCannotBeExempted(String word) {
        assertRefused(exemption(word), "cannot be exempted: it is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"please stop", "stop now", "STOP STOP", "stop start"})
    void reservedWordCannotBeExemptedWithCourtesyAroundIt(String phrase) {
        assertRefused(exemption(phrase), "says no more than a reserved word");
    }

    @Test
    void phraseCanBeExempted() {
        Vocabulary vocabulary = Vocabulary.of(exemption("stop messages from the gate"));

        assertThat(Vocabulary.DEFAULT.read("how do I stop messages from the gate"))
                .isPresent();
        assertThat(vocabulary.read("how do I stop messages from the gate")).isEmpty();
        assertThat(vocabulary.read("stop messages")).map(Reading::meaning).hasValue(Meaning.OPT_OUT);
        assertThat(vocabulary.read("stop messages from the gate. And stop texting me"))
                .map(Reading::evidence)
                .hasValue("STOP TEXTING");
    }

    @Test
    void wordThatIsNotReservedCanBeExempted() {
        Vocabulary vocabulary = Vocabulary.of(exemption("baja"));

        assertThat(vocabulary.read("Baja")).isEmpty();
        assertThat(vocabulary.read("alto")).map(Reading::meaning).hasValue(Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPT_IN", "HELP", "CONFIRM", "DECLINE"})
    void reservedWordCannotGetAnotherMeaning(Meaning meaning) {
        assertRefused(
                keywords(Map.of(meaning, List.of("Unsubscribe"))),
                "UNSUBSCRIBE means OPT_OUT and cannot mean " + meaning + " too: it is reserved");
    }

    @Test
    void startCannotBecomeAStop() {
        assertRefused(
                keywords(Map.of(Meaning.OPT_OUT, List.of("start"))),
                "START means OPT_IN and cannot mean OPT_OUT too: it is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"please stop", "remove me", "sotp", "leave me alone"})
    void revocationCannotBecomeAnOptIn(String word) {
        assertRefused(keywords(Map.of(Meaning.OPT_IN, List.of(word))), "it is a revocation by ");
    }

    @Test
    void allReasonsAreNamed() {
        var settings = new VocabularySettings(
                Set.of("xx"),
                Map.of(
                        Meaning.HELP, List.of("stop", "🛑"),
                        Meaning.OPT_IN, List.of("go", "a".repeat(65)),
                        Meaning.DECLINE, List.of("Go!")),
                List.of("end", "..."));

        assertThatExceptionOfType(VocabularyRefusedException.class)
                .isThrownBy(() -> Vocabulary.of(settings))
                .satisfies(refused -> assertThat(refused.reasons()).hasSize(7))
                .withMessageContaining("there is no language xx")
                .withMessageContaining("STOP means OPT_OUT and cannot mean HELP too: it is reserved")
                .withMessageContaining("'🛑' is no keyword")
                .withMessageContaining("GO means OPT_IN and cannot mean DECLINE too")
                .withMessageContaining("'end' cannot be exempted: it is reserved")
                .withMessageContaining("'...' cannot be exempted: it has no letter");
    }

    @Test
    void settingsOfANumberAddToThoseOfItsCompany() {
        var company = new VocabularySettings(
                Set.of("ru"), Map.of(Meaning.OPT_OUT, List.of("enough")), List.of("stop <number>"));
        var number = new VocabularySettings(Set.of("pt"), Map.of(Meaning.OPT_OUT, List.of("genug")), List.of("baja"));

        Vocabulary both = Vocabulary.of(company.plus(number));

        for (String text : List.of("СТОП", "sair", "enough", "genug")) {
            assertThat(both.read(text)).as(text).map(Reading::meaning).hasValue(Meaning.OPT_OUT);
        }
        assertThat(both.read("stop 12")).isEmpty();
        assertThat(both.read("baja")).isEmpty();
    }

    private static void assertRefused(VocabularySettings settings, String reason) {
        assertThatExceptionOfType(VocabularyRefusedException.class)
                .isThrownBy(() -> Vocabulary.of(settings))
                .withMessageContaining(reason);
    }

    private static VocabularySettings keywords(Map<Meaning, List<String>> keywords) {
        return new VocabularySettings(Set.of(), keywords, List.of());
    }

    private static VocabularySettings exemption(String phrase) {
        return new VocabularySettings(Set.of(), Map.of(), List.of(phrase));
    }
}
