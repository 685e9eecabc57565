package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

    @Test
    void wordsAndSetsAndAlternatives() {
        String rule = """
                set texts: text, texts,
                    text message
                rule r OPT_OUT
                    stop (the | all of the)? @texts
                """;

        assertThat(matches(rule, "please stop all of the texts now")).containsExactly("STOP ALL OF THE TEXTS");
        assertThat(matches(rule, "stop text message")).containsExactly("STOP TEXT", "STOP TEXT MESSAGE");
        assertThat(matches(rule, "stop all the texts")).isEmpty();
    }

    @Test
    void gapsAndNumbersAndRepetitions() {
        assertThat(matches("rule r OPT_OUT\n    a ..2 b\n", "a x b a b a x y b a x y z b"))
                .containsExactly("A X B", "A B", "A X Y B");
        assertThat(matches("rule r OPT_OUT\n    code <number>+\n", "code 12 34 x"))
                .contains("CODE 12 34");
        assertThat(matches("rule r OPT_OUT\n    very+ good\n", "very very good good"))
                .containsExactly("VERY VERY GOOD");
        assertThat(matches("rule r OPT_OUT\n    a _ b\n", "a b a c b")).containsExactly("A C B");
        assertThat(matches("rule r ORDINARY\n    reply ...\n", "now reply stop to end"))
                .contains("REPLY STOP TO END");
    }

    @Test
    void edgesOfClausesLetCourtesyPass() {
        String rule = """
                set courtesy: please, thank you
                rule r OPT_OUT
                    ^ remove me $
                """;

        assertThat(matches(rule, "hello, please remove me thank you")).containsExactly("REMOVE ME");
        assertThat(matches(rule, "can you remove me")).isEmpty();
        assertThat(matches(rule, "remove me from the slot")).isEmpty();
    }

    @Test
    void endOfTheMessageIsFurtherThanThatOfAClause() {
        assertThat(matches("rule r OPT_OUT\n    stop $$\n", "who are you? stop"))
                .containsExactly("STOP");
        assertThat(matches("rule r OPT_OUT\n    stop $$\n", "stop. you missed my house"))
                .isEmpty();
    }

    @Test
    void patternDoesNotCrossTheEndOfASentenceUnlessItIsForTheWholeMessage() {
        assertThat(matches("rule r OPT_OUT\n    stop ..1 texts\n", "Please stop. Your texts help"))
                .isEmpty();
        assertThat(matches("rule r OPT_OUT\n    stop ..1 texts\n", "Please stop, your texts hurt"))
                .containsExactly("STOP YOUR TEXTS");
        assertThat(matches("rule r OPT_OUT message\n    no stop\n", "No! Stop!"))
                .containsExactly("NO STOP");
        assertThat(matches("rule r OPT_OUT message\n    no stop\n", "No! Stop it!"))
                .isEmpty();
    }

    @Test
    void drawnOutAndMisspelledWordsAreKnown() {
        assertThat(matches("rule r OPT_OUT\n    please stop\n", "pleeeease stoppp"))
                .hasSize(1);
        String rule = """
                set spelled-badly: unsubscribe
                rule r OPT_OUT
                    unsubscribe
                """;
        for (String slip : List.of("unsubscrbe", "unsubscribee", "unsubcsribe", "unsubscripe")) {
            assertThat(matches(rule, slip)).as(slip).hasSize(1);
        }
        assertThat(matches(rule, "subscribe")).isEmpty();
        assertThat(matches(rule, "unsubcsripe")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "keyword OPT_OUT: stop~line 1: 'keyword' is not known",
                "keywords OUT: stop~line 1: 'OUT' is no meaning",
                "keywords OPT_OUT: ,~line 1: the file ends behind a comma",
                "rule r OPT_IN/    start~line 1: 'OPT_IN' is no effect",
                "rule r OPT_OUT~rule t.r has no pattern",
                "rule r OPT_OUT loud/    x~line 1: a rule is",
                "    stop~line 1: a pattern stands behind a rule",
                "set a: b/    stop~line 2: a pattern stands behind a rule",
                "set a: b/set a: c~line 2: there is a set a already",
                "rule r OPT_OUT/    x/rule r OPT_OUT/    y~line 3: there is a rule t.r already",
                "rule r OPT_OUT/    stop @texts~there is no set texts",
                "rule r OPT_OUT/    stop (a~a bracket is not closed",
                "rule r OPT_OUT/    stop )~')' is not expected",
                "rule r OPT_OUT/    stop?~it would match where nothing stands",
                "rule r OPT_OUT/    _ stop~it begins with any word",
                "rule r OPT_OUT/    + stop~'+' is not expected",
                "hello~line 1: a line is"
            })
    void whatCannotBeReadIsNamedWithItsPlace(String file, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleFile.parse("t", Arrays.asList(file.split("/"))))
                .withMessageContaining("t.rules")
                .withMessageContaining(reason);
    }

    private static List<String> matches(String file, String text) {
        var automaton = new PhraseAutomatonBuilder();
        RuleFile.parse("t", file.lines().toList()).compileInto(automaton);
        Words words = Words.of(text, Set.of());
        List<String> matched = new ArrayList<>();
        automaton.build().match(words).forEach(match -> matched.add(words.between(match.first(), match.last())));
        return matched;
    }
}
