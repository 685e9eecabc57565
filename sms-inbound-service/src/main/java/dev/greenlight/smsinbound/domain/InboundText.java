package dev.greenlight.smsinbound.domain;

import java.time.Instant;

/**
 * A text as a gateway handed it over, after its signature was found right.
 *
 * @param gateway in kebab case
 * @param messageId the gateway's own id, the same when it delivers the text again
 * @param from the sender as the gateway names it: not always a phone number. Personal data.
 * @param to the receiving number of a company, in E.164 form, or its short code
 * @param body exactly as it came; may be empty. Personal data.
 * @param receivedAt orders the texts of one number
 * @param receivedAtSource whose clock {@code receivedAt} is
 * @param hint what the gateway made of it
 * @param gatewayReplied whether the gateway has already answered the person
 */
public record InboundText(
        String gateway,
        String messageId,
        String from,
        String to,
        String body,
        Instant receivedAt,
        TimeSource receivedAtSource,
        GatewayHint hint,
        boolean gatewayReplied)
        implements InboundEvent {

    private static final int LONGEST_ID = 100;

    /** Whether a text can be a gateway's message id: visible ASCII, at most 100 characters. */
    public static boolean isMessageId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** The same text, received on another number. */
    public InboundText sentTo(String receiver) {
        return new InboundText(
                gateway, messageId, from, receiver, body, receivedAt, receivedAtSource, hint, gatewayReplied);
    }

    /** The same for every delivery of the same text. */
    public String eventId() {
        return gateway + ':' + messageId;
    }

    /** Safe for logs: no number and no words. */
    @Override
    public String toString() {
        return "InboundText[" + gateway + "]";
    }
}
