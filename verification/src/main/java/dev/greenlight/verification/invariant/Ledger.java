package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.topic.EventTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger of a recording, by the identity of its entries; of two with one identity, the first. */
final class Ledger {

    /** The rules of entries about something that the office asked for, which is no text. */
    static final Set<String> COMMAND_RULES = Set.of("opt-in-request", "recorded-opt-out");

    private final Map<String, ConsentChanged> byEventId = new HashMap<>();

    Ledger(Recording recording) {
        for (var entry : recording.events(EventTopic.CONSENT_CHANGED)) {
            ConsentChanged event = entry.event();
            if (event != null) {
                byEventId.putIfAbsent(event.getEventId(), event);
            }
        }
    }

    @Nullable ConsentChanged entry(@Nullable String eventId) {
        return eventId == null ? null : byEventId.get(eventId);
    }
}
