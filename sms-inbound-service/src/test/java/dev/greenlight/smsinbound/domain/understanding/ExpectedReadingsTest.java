package dev.greenlight.smsinbound.domain.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table that was agreed before the rules were written: one test for each of its rows. */
class ExpectedReadingsTest {

    private static final Vocabulary RUSSIAN = Vocabulary.of(new VocabularySettings(Set.of("ru"), Map.of(), List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop", "StOp", "  stop  ", "\tSTOP\n", "STOP\r\n"})
    void stopInAnyCaseAndAnySpace(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP.", "Stop!!!", "STOP?", "...stop", "Stop. Thank you"})
    void stopWithPunctuation(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP 🛑", "🛑STOP", "STOP 😡😡"})
    void stopWithEmoji(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"🛑", "👎", "🖕", "👎🏽", " 🛑\uFE0F "})
    void loneSignIsForAPersonToRead(String text) {
        assertReads(text, Meaning.REVIEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ＳＴＯＰ",
                "STOP\u00A0",
                "\u200BSTOP",
                "S\u200BTOP",
                "\uFEFFstop",
                "\u202ESTOP\u202C",
                "STOP\uFE0F",
                "S T O P",
                "S.T.O.P."
            })
    void stopInDisguise(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @Test
    void stopInRussian() {
        assertReads("СТОП", Meaning.REVIEW);
        assertThat(RUSSIAN.read("СТОП")).map(Reading::meaning).hasValue(Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOPP", "Stopp", "SOTP", "STPO", "STOOP", "STO", "sto[", "stop0"})
    void stopWithOneSlip(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stoppp", "STOPPPPP", "SSTTOOPP"})
    void stopWithMoreThanOneSlipIsForAPersonToRead(String text) {
        assertReads(text, Meaning.REVIEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOP", "STEP", "TOP", "SEND", "BEND", "QUITE", "SUIT", "shop!", "stow", "Stops"})
    void wordThatIsAWordIsNoSlip(String text) {
        assertReadsNothing(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPT OUT", "opt-out", "optout", "Opt Out."})
    void optOutWithTheSpaceAndWithout(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"END", "Quit", "CANCEL", "Unsubscribe", "REVOKE"})
    void wordsOfTheFcc(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel my appointment", "please cancel the inspection for Tuesday"})
    void cancellationOfSomethingElse(String text) {
        assertReadsNothing(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "take me off your list",
                "remove me",
                "lose my number",
                "don't text me",
                "Don’t text me",
                "wrong number",
                "no mas",
                "no más",
                "no me escriban más",
                "arrêtez vos messages"
            })
    void revocationInWordsOfTheirOwn(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @Test
    void wrongNumberCanBeToldFromItsRule() {
        assertThat(Vocabulary.DEFAULT.read("Sorry, wrong number"))
                .map(Reading::rule)
                .hasValue("en.wrong-number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no more", "leave me alone", "f*** you", "F**K YOU", "fuck off"})
    void angerIsForAPersonToRead(String text) {
        assertReads(text, Meaning.REVIEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please stop by at 5",
                "can you stop by at 5",
                "stop at the back door",
                "we have got to STOP this terrible bill",
                "can you stop the leak"
            })
    void stopOfSomethingElse(String text) {
        assertReadsNothing(text);
    }

    @Test
    void stopWithANumberUnlessItIsACommand() {
        assertReads("STOP 12345", Meaning.OPT_OUT);
        Vocabulary clinic = Vocabulary.of(new VocabularySettings(Set.of(), Map.of(), List.of("stop <number>")));
        assertThat(clinic.read("STOP 12345")).isEmpty();
        assertThat(clinic.read("STOP")).map(Reading::meaning).hasValue(Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start please", "please start", "start Monday"})
    void optInIsStrict(String text) {
        assertReadsNothing(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "y", "Yes!"})
    void yesWaitsForAnOpenRequest(String text) {
        assertReads(text, Meaning.CONFIRM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP START", "START STOP", "yes stop", "STOP HELP"})
    void revocationWins(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "info?", "Aide"})
    void help(String text) {
        assertReads(text, Meaning.HELP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARRET", "Arrêt", "ARRÊTE"})
    void french(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u200B", "😀"})
    void emptyAndMediaOnly(String text) {
        assertReadsNothing(text);
    }

    @Test
    void longTextThatNamesStop() {
        assertReadsNothing("we talked about the stop valve and the new boiler ".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Liked \"Reply STOP to…\"",
                "Loved “…STOP…”",
                "Laughed at “Text STOP to end”",
                "Emphasized “Please stop texting while driving”",
                "❤️ to “ Reply STOP to opt out ”",
                "Liked “Say \"STOP\" to opt out”",
                "Loved “Reply STOP to opt"
            })
    void reactionToOurOwnFooter(String text) {
        assertReadsNothing(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thanks for your message! We are closed. Reply STOP to opt out.",
                "I am away until Monday.\n> Reply STOP to opt out",
                "It says \"reply STOP to opt out\" below, can I still get the visit?"
            })
    void footerThatComesBack(String text) {
        assertReadsNothing(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please stop",
                "Please stop!",
                "stop thanks",
                "stop please!",
                "I said \"stop\"",
                "“STOP”",
                "plz stopp"
            })
    void politeStop(String text) {
        assertReads(text, Meaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop the marketing texts but keep the appointment reminders",
                "don't text me before 9",
                "please cancel",
                "STOP. Wrong house, the tech is at 12"
            })
    void mixtureIsForAPersonToRead(String text) {
        assertReads(text, Meaning.REVIEW);
    }

    private static void assertReads(String text, Meaning meaning) {
        assertThat(Vocabulary.DEFAULT.read(text)).map(Reading::meaning).hasValue(meaning);
    }

    private static void assertReadsNothing(String text) {
        assertThat(Vocabulary.DEFAULT.read(text)).isEmpty();
    }
}
