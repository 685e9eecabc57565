package dev.greenlight.consent.topology;

import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.sms.TimeSource;
import java.time.Instant;

/** Texts as sms-inbound writes them. */
public final class Texts {

    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    private Texts() {}

    /** From +15555550123 to the company acme. */
    public static TextReceived of(String messageId, TextMeaning meaning, long second) {
        return from("acme", "+15555550123", messageId, meaning, second);
    }

    public static TextReceived from(String tenant, String number, String messageId, TextMeaning meaning, long second) {
        String keyword = switch (meaning) {
            case OPT_IN -> "START";
            case OPT_OUT -> "STOP";
            case CONFIRM -> "YES";
            case DECLINE -> "NO";
            case HELP -> "HELP";
            case REVIEW, UNKNOWN -> "";
        };
        return new TextReceived(
                "test:" + messageId,
                tenant,
                "test",
                messageId,
                number,
                "+15555550100",
                keyword,
                meaning,
                keyword,
                "default-vocabulary",
                false,
                GatewayHint.NONE,
                false,
                at(second),
                TimeSource.GREENLIGHT,
                at(second));
    }

    /** A moment so many seconds into the test's own day. */
    public static Instant at(long second) {
        return FIRST.plusSeconds(second);
    }
}
