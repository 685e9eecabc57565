package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.webhook.ReceiveTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the pieces that a text too long for one SMS comes in.
 *
 * @param sender who wrote it to which company
 * @param to the company's number
 * @param reference that the sender's phone gave to the text; phones have few and use them again
 * @param number from 1 to {@code total}
 * @param total at least 2
 * @param messageId of this piece, the same whenever it is delivered again
 * @param received when Vonage received this piece
 */
record TextPart(
        Sender sender,
        String to,
        String reference,
        int number,
        int total,
        String messageId,
        String body,
        ReceiveTime received) {

    /** What GSM 03.40 has numbers for. */
    private static final int MOST_PARTS = 255;

    /** Several times what one SMS can hold, however Vonage counts. */
    private static final int LONGEST_BODY = 1_000;

    /** A person, to one company. */
    record Sender(String tenant, String number) {

        /** Safe for logs. */
        @Override
        public String toString() {
            return "Sender[" + tenant + "]";
        }
    }

    /** Empty where the parameters do not say that the text is a piece, and of which text: it is taken as a whole then. */
    static Optional<TextPart> of(
            Map<String, String> parameters,
            Sender sender,
            String to,
            String messageId,
            String body,
            ReceiveTime received) {
        String reference = parameters.get("concat-ref");
        int number = number(parameters.get("concat-part"));
        int total = number(parameters.get("concat-total"));
        boolean isPart = "true".equals(parameters.get("concat"))
                && total >= 2
                && number >= 1
                && number <= total
                && body.length() <= LONGEST_BODY;
        return reference == null || !isPart
                ? Optional.empty()
                : Optional.of(new TextPart(sender, to, reference, number, total, messageId, body, received));
    }

    /** Zero for anything but a number that a part can have. */
    private static int number(@Nullable String digits) {
        if (digits == null || !digits.matches("[0-9]{1,3}")) {
            return 0;
        }
        int number = Integer.parseInt(digits);
        return number <= MOST_PARTS ? number : 0;
    }

    /** Safe for logs. */
    @Override
    public String toString() {
        return "TextPart[" + number + " of " + total + "]";
    }
}
