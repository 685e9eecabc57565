package dev.greenlight.smsinbound.publishing;

import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.Recognition;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import java.time.Instant;

/** The meeting place of Avro and domain for texts. */
final class TextReceivedMapper {

    private TextReceivedMapper() {}

    static TextReceived toEvent(String tenant, InboundText text, Recognition recognition, Instant publishedAt) {
        return new TextReceived(
                text.eventId(),
                tenant,
                text.gateway(),
                text.messageId(),
                text.from(),
                text.to(),
                text.body(),
                toMeaning(recognition.meaning()),
                recognition.keyword(),
                recognition.rule(),
                recognition.stopsEverything(),
                toHint(text.hint()),
                text.gatewayReplied(),
                text.receivedAt(),
                toTimeSource(text.receivedAtSource()),
                publishedAt);
    }

    private static TextMeaning toMeaning(Meaning meaning) {
        return switch (meaning) {
            case OPT_OUT -> TextMeaning.OPT_OUT;
            case OPT_IN -> TextMeaning.OPT_IN;
            case CONFIRM -> TextMeaning.CONFIRM;
            case DECLINE -> TextMeaning.DECLINE;
            case HELP -> TextMeaning.HELP;
            case REVIEW -> TextMeaning.REVIEW;
        };
    }

    private static GatewayHint toHint(dev.greenlight.smsinbound.domain.GatewayHint hint) {
        return switch (hint) {
            case NONE -> GatewayHint.NONE;
            case STOP -> GatewayHint.STOP;
            case START -> GatewayHint.START;
            case HELP -> GatewayHint.HELP;
        };
    }

    static TimeSource toTimeSource(dev.greenlight.smsinbound.domain.TimeSource source) {
        return switch (source) {
            case GATEWAY -> TimeSource.GATEWAY;
            case GREENLIGHT -> TimeSource.GREENLIGHT;
        };
    }
}
