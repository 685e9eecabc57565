package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.webhook.gateway.vonagesms.LongText.Joined;
import dev.greenlight.smsinbound.webhook.gateway.vonagesms.TextPart.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins the pieces of long texts, in memory alone.
 *
 * <p>Nothing is lost with the memory: Vonage keeps every piece that was not answered 200, and a piece that was belongs to
 * a text that has been given out. So the oldest texts may be forgotten when there are too many, and all of them when the
 * service ends.
 */
final class LongTexts {

    /** A piece that is still missing then may never come; what is there may be a STOP. */
    static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);

    /** Vonage delivers again for 24 hours. */
    static final Duration FORGET_AFTER = Duration.ofHours(25);

    private static final int MOST_PARTS = 20_000;
    private static final int MOST_PARTS_OF_A_SENDER = 300;

    private final Set<LongText> oldestFirst = new LinkedHashSet<>();
    private final Map<Sender, List<LongText>> bySender = new HashMap<>();
    private final int mostParts;
    private final int mostPartsOfASender;
    private int parts;

    LongTexts() {
        this(MOST_PARTS, MOST_PARTS_OF_A_SENDER);
    }

    LongTexts(int mostParts, int mostPartsOfASender) {
        this.mostParts = mostParts;
        this.mostPartsOfASender = mostPartsOfASender;
    }

    /**
     * Takes a piece in.
     *
     * @return the text, when nothing of it is missing, and also when a piece is delivered again after
     *     {@link #GIVE_UP_AFTER}; empty while it has to be delivered again
     */
    synchronized Optional<Joined> take(TextPart part, Instant now) {
        forgetBefore(now.minus(FORGET_AFTER));
        List<LongText> ofSender = ofSender(part.sender());
        Optional<LongText> again =
                ofSender.stream().filter(text -> text.has(part)).findFirst();
        if (again.isPresent()) {
            LongText text = again.get();
            boolean givenUp = Duration.between(text.begunAt(), now).compareTo(GIVE_UP_AFTER) > 0;
            return text.isWhole() || givenUp ? Optional.of(text.joined()) : Optional.empty();
        }
        LongText text = ofSender.stream()
                .filter(candidate -> candidate.lacks(part))
                .findFirst()
                .orElse(null);
        if (text == null) {
            text = begin(part, now);
        } else {
            text.add(part);
        }
        parts++;
        makeRoomBeside(text);
        return text.isWhole() ? Optional.of(text.joined()) : Optional.empty();
    }

    /** How many pieces are held. */
    synchronized int size() {
        return parts;
    }

    private LongText begin(TextPart part, Instant now) {
        var text = new LongText(part, now);
        oldestFirst.add(text);
        bySender.computeIfAbsent(part.sender(), sender -> new ArrayList<>(1)).add(text);
        return text;
    }

    private void forgetBefore(Instant oldest) {
        while (!oldestFirst.isEmpty() && oldestFirst.iterator().next().begunAt().isBefore(oldest)) {
            forget(oldestFirst.iterator().next());
        }
    }

    private void makeRoomBeside(LongText spared) {
        List<LongText> ofSender = List.copyOf(ofSender(spared.sender()));
        int held = ofSender.stream().mapToInt(LongText::size).sum();
        for (LongText text : ofSender) {
            if (held > mostPartsOfASender && text != spared) {
                held -= text.size();
                forget(text);
            }
        }
        while (parts > mostParts && oldestFirst.size() > 1) {
            oldestFirst.stream().filter(text -> text != spared).findFirst().ifPresent(this::forget);
        }
    }

    private void forget(LongText text) {
        oldestFirst.remove(text);
        parts -= text.size();
        List<LongText> ofSender = ofSender(text.sender());
        ofSender.remove(text);
        if (ofSender.isEmpty()) {
            bySender.remove(text.sender());
        }
    }

    /** Oldest first. */
    private List<LongText> ofSender(Sender sender) {
        return bySender.getOrDefault(sender, List.of());
    }
}
