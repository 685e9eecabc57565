package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.topic.EventTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger of a recording, by entry and by address. */
final class Ledger {

    private final List<RecordedEvent<ConsentChanged>> entries;
    private final Map<String, ConsentChanged> byEventId = new HashMap<>();

    Ledger(Recording recording) {
        entries = recording.events(EventTopic.CONSENT_CHANGED);
        for (var entry : entries) {
            ConsentChanged event = entry.event();
            if (event != null) {
                byEventId.putIfAbsent(event.getEventId(), event);
            }
        }
    }

    List<RecordedEvent<ConsentChanged>> entries() {
        return entries;
    }

    @Nullable ConsentChanged entry(@Nullable String eventId) {
        return eventId == null ? null : byEventId.get(eventId);
    }
}
