package dev.greenlight.smsinbound.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(strings = {"no more please", "", "START", "YES", "HELP"})
    void gatewaysOptOutBeatsWhateverWeRead(String body) {
        assertThat(recognise(body, GatewayHint.STOP))
                .hasValue(new Recognition(Meaning.OPT_OUT, "", "gateway-hint", false));
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
        return RecognitionPolicy.recognise(text, KeywordVocabulary.DEFAULT);
    }
}
