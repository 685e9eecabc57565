package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.TimeSource;
import dev.greenlight.smsinbound.webhook.ReceiveTime;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.LongText.Joined;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.TextPart.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongTextsTest {

    private static final Instant NOW = Instant.parse("2026-01-15T17:00:00Z");
    private static final Sender PERSON = new Sender("acme", "14158675309");

    private final LongTexts texts = new LongTexts();

    @ParameterizedTest
    @ValueSource(strings = {"123", "132", "213", "231", "312", "321"})
    void lastOfTheMissingPiecesBringsTheTextWhateverTheOrder(String order) {
        List<Optional<Joined>> answers = order.chars()
                .mapToObj(digit -> texts.take(part(digit - '0', "ab", "cd", "ef"), NOW))
                .toList();

        assertThat(answers.subList(0, 2)).allMatch(Optional::isEmpty);
        assertThat(answers.get(2))
                .hasValue(new Joined("m-1", "abcdef", new ReceiveTime(NOW.plusSeconds(1), TimeSource.GATEWAY), true));
    }

    @Test
    void repeatedPieceOfAJoinedTextBringsItAgain() {
        texts.take(part(2, "ST", "OP"), NOW);
        Optional<Joined> joined = texts.take(part(1, "ST", "OP"), NOW);

        assertThat(texts.take(part(2, "ST", "OP"), NOW.plusSeconds(60))).isEqualTo(joined);
        assertThat(texts.take(part(1, "ST", "OP"), NOW.plus(Duration.ofHours(24))))
                .isEqualTo(joined)
                .isPresent();
        assertThat(texts.size()).isEqualTo(2);
    }

    @Test
    void twoInstancesThatShareThePiecesComeToTheSameTextWhenTheyAreDeliveredAgain() {
        var other = new LongTexts();
        assertThat(texts.take(part(1, "ST", "OP"), NOW)).isEmpty();
        assertThat(other.take(part(2, "ST", "OP"), NOW)).isEmpty();

        Optional<Joined> here = texts.take(part(2, "ST", "OP"), NOW.plusSeconds(60));
        Optional<Joined> there = other.take(part(1, "ST", "OP"), NOW.plusSeconds(60));

        assertThat(here).map(Joined::body).hasValue("STOP");
        assertThat(there).as("a repetition, by its id").isEqualTo(here);
    }

    @Test
    void repeatedPieceWaitsTenMinutesForTheOthers() {
        texts.take(part(2, "abc", "STOP", "def"), NOW);

        assertThat(texts.take(part(2, "abc", "STOP", "def"), NOW.plusSeconds(600)))
                .isEmpty();
        assertThat(texts.take(part(2, "abc", "STOP", "def"), NOW.plusSeconds(601)))
                .hasValue(new Joined(
                        "m-2.1of3", " STOP ", new ReceiveTime(NOW.plusSeconds(2), TimeSource.GATEWAY), false));
    }

    @Test
    void pieceThatComesAfterTheOthersWereGivenOutCompletesTheText() {
        texts.take(part(1, "ST", "OP"), NOW);
        Instant later = NOW.plusSeconds(601);

        Optional<Joined> partial = texts.take(part(1, "ST", "OP"), later);
        assertThat(partial).map(Joined::isWhole).hasValue(false);
        assertThat(partial).map(Joined::messageId).hasValue("m-1.1of2");
        Optional<Joined> whole = texts.take(part(2, "ST", "OP"), later.plusSeconds(1));
        assertThat(whole).map(Joined::body).hasValue("STOP");
        assertThat(whole).map(Joined::messageId).hasValue("m-1");
    }

    @Test
    void everyPieceThatComesLaterMakesAnotherIdOfNoMoreThanAHundredCharacters() {
        String longest = "m".repeat(100);
        Instant later = NOW.plusSeconds(601);
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            var piece =
                    new TextPart(PERSON, "18005551212", "7", number, 3, number + longest.substring(1), "a", at(NOW));
            texts.take(piece, NOW);
            texts.take(piece, later).map(Joined::messageId).ifPresent(ids::add);
        }

        assertThat(ids).hasSize(3).doesNotHaveDuplicates().allMatch(InboundText::isMessageId);
    }

    @Test
    void newPieceDoesNotEndTheWaiting() {
        texts.take(part(1, "a", "b", "c"), NOW);

        assertThat(texts.take(part(2, "a", "b", "c"), NOW.plusSeconds(700))).isEmpty();
    }

    @Test
    void gapIsOneSpaceHoweverMuchIsMissing() {
        List<String> bodies = List.of("a", "b", "c", "d", "e", "f");
        for (int number : List.of(2, 5)) {
            texts.take(part(number, bodies.toArray(String[]::new)), NOW);
        }

        assertThat(texts.take(part(5, bodies.toArray(String[]::new)), NOW.plusSeconds(601)))
                .map(Joined::body)
                .hasValue(" b e ");
    }

    @ParameterizedTest
    @CsvSource({
        "other,14158675309,18005551212,7,2",
        "acme,14158675300,18005551212,7,2",
        "acme,14158675309,18005551213,7,2",
        "acme,14158675309,18005551212,8,2",
        "acme,14158675309,18005551212,7,3"
    })
    void piecesOfDifferentTextsAreNotJoined(String tenant, String from, String to, String reference, int total) {
        texts.take(part(1, "ST", "OP"), NOW);
        var foreign = new TextPart(new Sender(tenant, from), to, reference, 2, total, "x", "OP", at(NOW));

        assertThat(texts.take(foreign, NOW)).isEmpty();
        assertThat(texts.take(part(2, "ST", "OP"), NOW)).map(Joined::body).hasValue("STOP");
    }

    @Test
    void referenceThatIsUsedAgainBeginsAnotherText() {
        texts.take(part(1, "ST", "OP"), NOW);
        texts.take(part(2, "ST", "OP"), NOW);
        Instant later = NOW.plusSeconds(60);

        assertThat(texts.take(named("n-2", 2, "RT", later), later)).isEmpty();
        assertThat(texts.take(named("n-1", 1, "STA", later), later))
                .map(Joined::body)
                .hasValue("START");
        assertThat(texts.take(part(1, "ST", "OP"), later)).map(Joined::body).hasValue("STOP");
    }

    @ParameterizedTest
    @CsvSource({"600,true", "601,false", "-600,true", "-601,false"})
    void piecesThatVonageReceivedFarApartAreOfDifferentTexts(long apart, boolean same) {
        texts.take(named("n-1", 1, "ST", NOW), NOW);

        assertThat(texts.take(named("n-2", 2, "OP", NOW.plusSeconds(apart)), NOW)
                        .isPresent())
                .isEqualTo(same);
    }

    @Test
    void oldestTextsOfASenderMakeRoom() {
        var few = new LongTexts(100, 3);
        for (int text = 1; text <= 4; text++) {
            few.take(referenced(PERSON, text, 1), NOW);
        }

        assertThat(few.size()).isEqualTo(3);
        assertThat(few.take(referenced(PERSON, 1, 2), NOW)).isEmpty();
        assertThat(few.take(referenced(PERSON, 4, 2), NOW)).isPresent();
    }

    @Test
    void oldestTextsOfAllMakeRoom() {
        var few = new LongTexts(3, 100);
        for (int text = 1; text <= 4; text++) {
            few.take(referenced(new Sender("acme", "1415867530" + text), 1, 1), NOW);
        }

        assertThat(few.size()).isEqualTo(3);
        assertThat(few.take(referenced(new Sender("acme", "14158675304"), 1, 2), NOW))
                .isPresent();
        assertThat(few.take(referenced(new Sender("acme", "14158675301"), 1, 2), NOW))
                .isEmpty();
        assertThat(few.size()).isEqualTo(3);
    }

    @Test
    void textThatGrowsIsTheLastToGo() {
        var few = new LongTexts(2, 2);
        String[] bodies = {"a", "b", "c"};

        assertThat(IntStream.rangeClosed(1, 3).mapToObj(number -> few.take(part(number, bodies), NOW)))
                .last()
                .extracting(joined -> joined.map(Joined::body).orElse(""))
                .isEqualTo("abc");
    }

    @Test
    void textsAreForgottenWhenVonageHasForgottenThem() {
        texts.take(part(1, "ST", "OP"), NOW);

        assertThat(texts.take(part(2, "ST", "OP"), NOW.plus(Duration.ofHours(25))))
                .isPresent();
        assertThat(texts.take(
                        part(2, "ST", "OP"), NOW.plus(Duration.ofHours(25)).plusSeconds(1)))
                .isEmpty();
        assertThat(texts.size()).isEqualTo(1);
    }

    @Test
    void piecesThatArriveAtOnceAreJoinedOnce() {
        List<String> bodies = new ArrayList<>();
        IntStream.rangeClosed(1, 200).forEach(number -> bodies.add("<" + number + ">"));

        List<Joined> joined = IntStream.rangeClosed(1, 200)
                .parallel()
                .mapToObj(number -> texts.take(part(number, bodies.toArray(String[]::new)), NOW))
                .flatMap(Optional::stream)
                .toList();

        assertThat(joined).singleElement().extracting(Joined::body).isEqualTo(String.join("", bodies));
    }

    @ParameterizedTest
    @CsvSource({
        "false,7,1,2",
        "TRUE,7,1,2",
        "true,,1,2",
        "true,7,0,2",
        "true,7,3,2",
        "true,7,1,1",
        "true,7,1,256",
        "true,7,-1,2",
        "true,7,one,2",
        "true,7,1,"
    })
    void textThatDoesNotSayWhichPieceItIsIsNone(String concat, String reference, String number, String total) {
        var parameters = new HashMap<String, String>();
        parameters.put("concat", concat);
        parameters.put("concat-ref", reference);
        parameters.put("concat-part", number);
        parameters.put("concat-total", total);

        assertThat(TextPart.of(parameters, PERSON, "18005551212", "m", "STOP", at(NOW)))
                .isEmpty();
    }

    @Test
    void whatIsLongerThanAnySmsIsNoPiece() {
        var parameters = Map.of("concat", "true", "concat-ref", "7", "concat-part", "1", "concat-total", "2");

        assertThat(TextPart.of(parameters, PERSON, "1", "m", "a".repeat(1_000), at(NOW)))
                .isPresent();
        assertThat(TextPart.of(parameters, PERSON, "1", "m", "a".repeat(1_001), at(NOW)))
                .isEmpty();
    }

    @Test
    void neitherNumbersNorWordsAreShown() {
        TextPart part = part(1, "ST", "OP");

        assertThat(part + " " + part.sender() + " " + new Joined("m", "STOP", at(NOW), true))
                .doesNotContain("ST", "5309", "1212");
    }

    /** Piece number {@code n} was received {@code n} seconds after {@link #NOW}. */
    private static TextPart part(int number, String... bodies) {
        return new TextPart(
                PERSON,
                "18005551212",
                "7",
                number,
                bodies.length,
                "m-" + number,
                bodies[number - 1],
                at(NOW.plusSeconds(number)));
    }

    private static TextPart named(String id, int number, String body, Instant received) {
        return new TextPart(PERSON, "18005551212", "7", number, 2, id, body, at(received));
    }

    private static TextPart referenced(Sender sender, int reference, int number) {
        return new TextPart(
                sender, "18005551212", Integer.toString(reference), number, 2, reference + "-" + number, "a", at(NOW));
    }

    private static ReceiveTime at(Instant time) {
        return new ReceiveTime(time, TimeSource.GATEWAY);
    }
}
