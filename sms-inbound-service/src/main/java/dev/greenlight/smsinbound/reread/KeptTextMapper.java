package dev.greenlight.smsinbound.reread;

import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.smsinbound.domain.ChangedReadings.KeptText;
import dev.greenlight.smsinbound.domain.GatewayHint;
import dev.greenlight.smsinbound.domain.understanding.Meaning;
import java.util.Optional;

/** From a text on the log to the domain. */
final class KeptTextMapper {

    private KeptTextMapper() {}

    /** Empty for a text whose meaning or hint this version does not know. */
    static Optional<KeptText> toText(TextReceived event) {
        return meaning(event.getMeaning())
                .flatMap(meaning -> hint(event.getGatewayHint())
                        .map(hint -> new KeptText(
                                event.getEventId(), event.getTenant(), event.getTo(), event.getText(), hint, meaning)));
    }

    private static Optional<Meaning> meaning(TextMeaning meaning) {
        return switch (meaning) {
            case UNKNOWN -> Optional.empty();
            case OPT_OUT -> Optional.of(Meaning.OPT_OUT);
            case OPT_IN -> Optional.of(Meaning.OPT_IN);
            case CONFIRM -> Optional.of(Meaning.CONFIRM);
            case DECLINE -> Optional.of(Meaning.DECLINE);
            case HELP -> Optional.of(Meaning.HELP);
            case REVIEW -> Optional.of(Meaning.REVIEW);
        };
    }

    private static Optional<GatewayHint> hint(dev.greenlight.schemas.sms.GatewayHint hint) {
        return switch (hint) {
            case UNKNOWN -> Optional.empty();
            case NONE -> Optional.of(GatewayHint.NONE);
            case STOP -> Optional.of(GatewayHint.STOP);
            case START -> Optional.of(GatewayHint.START);
            case HELP -> Optional.of(GatewayHint.HELP);
        };
    }
}
