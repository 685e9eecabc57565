package dev.greenlight.smsinbound.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.smsinbound.domain.understanding.Meaning;
import dev.greenlight.smsinbound.domain.understanding.Vocabulary;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionPolicyTest {

    @Test
    void wholeMessageIsReadFromTheVocabulary() {
        assertThat(recognise("Arrêt!", GatewayHint.NONE))
                .hasValue(new Recognition(Meaning.OPT_OUT, "ARRET", "default-vocabulary", false));
    }

    @Test
    void agreementWithTheGatewayKeepsOurOwnReading() {
        assertThat(recognise("stop all", GatewayHint.STOP))
                .hasValue(new Recognition(Meaning.OPT_OUT, "STOP ALL", "default-vocabulary", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"see you at five", "", "can you stop by at 5"})
    void gatewaysOptOutBeatsOurReadingNothing(String body) {
        assertThat(recognise(body, GatewayHint.STOP))
                .hasValue(new Recognition(Meaning.OPT_OUT, "", "gateway-hint", false));
    }

    @ParameterizedTest
    @CsvSource({
        "START, START, OPT_IN",
        "Yes!, YES, CONFIRM",
        "HELP, HELP, HELP",
        "no, NO, DECLINE",
        "no more please, NO MORE, REVIEW"
    })
    void gatewaysOptOutBeatsOurReadingAndBothAreKept(String body, String keyword, Meaning ours) {
        assertThat(recognise(body, GatewayHint.STOP))
                .hasValue(new Recognition(Meaning.OPT_OUT, keyword, "gateway-hint over " + ours, false));
    }

    @Test
    void disagreementIsAHintThatWeDoNotShare() {
        assertThat(disagree("STOP", GatewayHint.STOP)).isFalse();
        assertThat(disagree("please stop", GatewayHint.STOP)).isFalse();
        assertThat(disagree("hello", GatewayHint.STOP)).isTrue();
        assertThat(disagree("hello", GatewayHint.NONE)).isFalse();
        assertThat(disagree("STOP", GatewayHint.NONE)).isFalse();
        assertThat(disagree("YES", GatewayHint.START)).isTrue();
        assertThat(disagree("START", GatewayHint.START)).isFalse();
        assertThat(disagree("aide", GatewayHint.HELP)).isFalse();
        assertThat(disagree("STOP", GatewayHint.HELP)).isTrue();
    }

    @Test
    void gatewaysOptInIsNotOurs() {
        assertThat(recognise("count me in", GatewayHint.START)).isEmpty();
        assertThat(recognise("YES", GatewayHint.START))
                .map(Recognition::meaning)
                .hasValue(Meaning.CONFIRM);
        assertThat(recognise("STOP", GatewayHint.START))
                .map(Recognition::meaning)
                .hasValue(Meaning.OPT_OUT);
    }

    @Test
    void conversationIsNothing() {
        assertThat(recognise("see you at five", GatewayHint.NONE)).isEmpty();
    }

    private static Optional<Recognition> recognise(String body, GatewayHint hint) {
        var text = new InboundText(
                "twilio",
                "SM1",
                "+14158675309",
                "+18005551212",
                body,
                Instant.EPOCH,
                TimeSource.GREENLIGHT,
                hint,
                false);
        return RecognitionPolicy.recognise(text, Vocabulary.DEFAULT);
    }

    private static boolean disagree(String body, GatewayHint hint) {
        return RecognitionPolicy.disagree(Vocabulary.DEFAULT.read(body), hint);
    }
}
