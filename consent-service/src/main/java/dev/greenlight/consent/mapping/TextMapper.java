package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.Block;
import dev.greenlight.consent.domain.consent.BlockReport;
import dev.greenlight.consent.domain.consent.TextMeaning;
import dev.greenlight.consent.domain.consent.TextMessage;
import dev.greenlight.schemas.sms.NumberBlocked;
import dev.greenlight.schemas.sms.TextReceived;

/** What sms-inbound says about a number, to the domain. */
public final class TextMapper {

    /** What sms-inbound calls the rule by which a gateway's opt-out counts where ours would have been none. */
    private static final String GATEWAY_RULE = "gateway-hint";

    private TextMapper() {}

    public static TextMessage toMessage(TextReceived text) {
        TextMeaning meaning = toMeaning(text);
        return new TextMessage(
                text.getEventId(), meaning, text.getStopsEverything(), disagrees(text, meaning), text.getReceivedAt());
    }

    public static BlockReport toReport(NumberBlocked report) {
        Block.Cause cause = switch (report.getCause()) {
            case DEACTIVATED -> Block.Cause.DEACTIVATED;
            // a cause that a newer version writes blocks all the same
            case OPTED_OUT, UNKNOWN -> Block.Cause.OPTED_OUT;
        };
        return new BlockReport(report.getEventId(), new Block(report.getReportedAt(), cause));
    }

    /** An opt-out that only the gateway saw is a disagreement too: ours was another reading, or none. */
    private static boolean disagrees(TextReceived text, TextMeaning meaning) {
        return switch (text.getGatewayHint()) {
            case STOP -> meaning != TextMeaning.OPT_OUT || text.getRule().startsWith(GATEWAY_RULE);
            case START -> meaning != TextMeaning.OPT_IN;
            case HELP -> meaning != TextMeaning.HELP;
            case NONE, UNKNOWN -> false;
        };
    }

    private static TextMeaning toMeaning(TextReceived text) {
        return switch (text.getMeaning()) {
            case OPT_OUT -> TextMeaning.OPT_OUT;
            case OPT_IN -> TextMeaning.OPT_IN;
            case CONFIRM -> TextMeaning.CONFIRM;
            case DECLINE -> TextMeaning.DECLINE;
            case HELP -> TextMeaning.HELP;
            case REVIEW -> TextMeaning.REVIEW;
            case UNKNOWN -> TextMeaning.UNKNOWN;
        };
    }
}
