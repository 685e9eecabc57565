package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.ContactConsent;
import dev.greenlight.consent.domain.consent.HeldTexts.HeldText;
import dev.greenlight.consent.domain.consent.ReviewVerdict;
import dev.greenlight.consent.domain.consent.ReviewVerdict.Reading;
import dev.greenlight.consent.domain.consent.Standing.Status;
import dev.greenlight.consent.stored.StoredHeldText;
import dev.greenlight.consent.stored.StoredReading;
import dev.greenlight.consent.stored.StoredReview;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.ReviewReading;
import dev.greenlight.schemas.sms.TextReceived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts that were held for review, and what people read in them, to the stores and back. */
public final class ReviewMapper {

    private ReviewMapper() {}

    public static ReviewVerdict toVerdict(StoredReviewCommand command) {
        Reading reading = switch (command.getReading()) {
            case REVOCATION -> Reading.REVOCATION;
            case CONVERSATION -> Reading.CONVERSATION;
            case UNKNOWN ->
                throw new IllegalStateException("The command was written by a newer version: upgrade first");
        };
        return new ReviewVerdict(
                eventId(command), Set.copyOf(command.getTextEventIds()), reading, command.getDecidedAt());
    }

    public static StoredReviewCommand toStored(
            String commandId, String tenant, String address, ReviewVerdict verdict, String note, String decidedBy) {
        return new StoredReviewCommand(
                commandId,
                tenant,
                address,
                List.copyOf(verdict.textIds()),
                switch (verdict.reading()) {
                    case REVOCATION -> StoredReading.REVOCATION;
                    case CONVERSATION -> StoredReading.CONVERSATION;
                },
                note,
                verdict.decidedAt(),
                decidedBy);
    }

    /**
     * The review of a number after a decision.
     *
     * @param before null where there was none
     * @param text the text that was decided on; null where it was something else
     * @return null where no text is held any more
     */
    public static @Nullable StoredReview toStored(
            ContactConsent after,
            @Nullable StoredReview before,
            String tenant,
            String address,
            @Nullable StoredHeldText text) {
        if (after.held().isEmpty()) {
            return null;
        }
        Set<String> held = after.held().texts().stream().map(HeldText::eventId).collect(Collectors.toSet());
        List<StoredHeldText> texts = new ArrayList<>();
        if (before != null) {
            texts.addAll(before.getTexts());
        }
        if (text != null && texts.stream().noneMatch(known -> known.getEventId().equals(text.getEventId()))) {
            texts.add(text);
        }
        texts.removeIf(known -> !held.contains(known.getEventId()));
        return new StoredReview(tenant, address, after.standing().status() == Status.ON_HOLD, texts);
    }

    /** A text as it is shown to who reviews it. */
    public static StoredHeldText toHeld(TextReceived text, int partition, long offset) {
        return new StoredHeldText(
                text.getEventId(),
                text.getGateway(),
                text.getGatewayMessageId(),
                text.getTo(),
                text.getText(),
                text.getKeyword(),
                text.getRule(),
                text.getGatewayHint().name(),
                text.getReceivedAt(),
                text.getReceivedAtSource().name(),
                partition,
                offset);
    }

    public static ReviewView toView(StoredReview review) {
        return new ReviewView(
                review.getAddress(),
                review.getTexts().stream()
                        .map(text -> new ReviewView.Text(
                                text.getEventId(),
                                text.getReceivedAt(),
                                text.getGateway(),
                                text.getTo(),
                                text.getText(),
                                text.getKeyword(),
                                text.getRule()))
                        .sorted(Comparator.comparing(ReviewView.Text::receivedAt))
                        .toList());
    }

    static String eventId(StoredReviewCommand command) {
        return "review:" + command.getCommandId();
    }

    static ReviewEvidence toEvidence(StoredReviewCommand command) {
        return new ReviewEvidence(
                switch (command.getReading()) {
                    case REVOCATION -> ReviewReading.REVOCATION;
                    case CONVERSATION -> ReviewReading.CONVERSATION;
                    case UNKNOWN -> ReviewReading.UNKNOWN;
                },
                List.copyOf(command.getTextEventIds()),
                command.getDecidedBy(),
                command.getNote(),
                command.getDecidedAt());
    }
}
