package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.webhook.ReceiveTime;
import dev.greenlight.smsinbound.webhook.Sha256;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.TextPart.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** A text whose pieces arrive one by one, in any order and more than once. */
final class LongText {

    /** How far apart Vonage receives the pieces of one text. What is further apart has the same reference by chance. */
    static final Duration SPREAD = Duration.ofMinutes(10);

    private final SortedMap<Integer, TextPart> parts = new TreeMap<>();
    private final Sender sender;
    private final String to;
    private final String reference;
    private final int total;
    private final Instant begunAt;

    LongText(TextPart first, Instant now) {
        this.sender = first.sender();
        this.to = first.to();
        this.reference = first.reference();
        this.total = first.total();
        this.begunAt = now;
        add(first);
    }

    /**
     * What the pieces say together.
     *
     * @param messageId of the first piece, whichever arrived last; with how many are held of how many while something is missing
     * @param body with a space for what is missing
     * @param received the earliest time of any piece
     * @param isWhole whether nothing is missing
     */
    record Joined(String messageId, String body, ReceiveTime received, boolean isWhole) {

        /** Safe for logs. */
        @Override
        public String toString() {
            return "Joined[isWhole=" + isWhole + "]";
        }
    }

    Sender sender() {
        return sender;
    }

    /** Our clock's time when the first of the pieces arrived here. */
    Instant begunAt() {
        return begunAt;
    }

    int size() {
        return parts.size();
    }

    /** Whether the piece was here before. */
    boolean has(TextPart part) {
        TextPart present = parts.get(part.number());
        return present != null && isOfSameText(part) && present.messageId().equals(part.messageId());
    }

    /** Whether the piece may be one that is missing. */
    boolean lacks(TextPart part) {
        return isOfSameText(part)
                && !parts.containsKey(part.number())
                && Duration.between(part.received().at(), earliest().at()).abs().compareTo(SPREAD) <= 0;
    }

    void add(TextPart part) {
        parts.put(part.number(), part);
    }

    boolean isWhole() {
        return parts.size() == total;
    }

    Joined joined() {
        var body = new StringBuilder();
        int next = 1;
        for (TextPart part : parts.values()) {
            if (part.number() > next) {
                body.append(' ');
            }
            body.append(part.body());
            next = part.number() + 1;
        }
        if (next <= total) {
            body.append(' ');
        }
        return new Joined(messageId(), body.toString(), earliest(), isWhole());
    }

    /** Another one while something is missing: the whole text would count as a repeat of its pieces. */
    private String messageId() {
        String ofFirst = parts.values().iterator().next().messageId();
        if (isWhole()) {
            return ofFirst;
        }
        String held = "." + parts.size() + "of" + total;
        return InboundText.isMessageId(ofFirst + held)
                ? ofFirst + held
                : Sha256.hexOf(ofFirst.getBytes(StandardCharsets.US_ASCII)) + held; // too long
    }

    private boolean isOfSameText(TextPart part) {
        return part.sender().equals(sender)
                && part.to().equals(to)
                && part.reference().equals(reference)
                && part.total() == total;
    }

    private ReceiveTime earliest() {
        return parts.values().stream()
                .map(TextPart::received)
                .min((one, other) -> one.at().compareTo(other.at()))
                .orElseThrow();
    }
}
