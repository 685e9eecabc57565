package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.model.ReferenceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * I2: per address the ledger counts 1, 2, 3 without gap or repeat, decides texts in the order of their topic, each
 * entry begins with the status that the one before left, no identity is used twice, and states are published in the
 * ledger's order.
 */
final class LedgerInOrder implements Invariant {

    @Override
    public List<Violation> breaches(Recording recording, ReferenceModel model) {
        List<Violation> breaches = new ArrayList<>();
        Map<String, ConsentChanged> previous = new HashMap<>();
        Map<String, ConsentChanged> previousOfTopic = new HashMap<>();
        Set<String> identities = new HashSet<>();
        for (var recorded : recording.events(EventTopic.CONSENT_CHANGED)) {
            ConsentChanged entry = recorded.event();
            if (entry == null) {
                breaches.add(breach(recorded, "a tombstone in the ledger"));
                continue;
            }
            if (!identities.add(entry.getEventId())) {
                breaches.add(breach(recorded, "identity " + entry.getEventId() + " is used twice"));
            }
            follows(recorded, previous.put(recorded.key(), entry), entry, breaches);
            // what was decided on is a text or a command, each kind on a topic of its own
            String rule = entry.getEvidence().getRule();
            String topic = recorded.key() + (Ledger.COMMAND_RULES.contains(rule) ? rule : "text");
            followsOnItsTopic(recorded, previousOfTopic.put(topic, entry), entry, breaches);
        }
        statesInOrder(recording, breaches);
        return breaches;
    }

    private static void follows(
            RecordedEvent<ConsentChanged> recorded,
            @Nullable ConsentChanged before,
            ConsentChanged entry,
            List<Violation> breaches) {
        long expected = before == null ? 1 : before.getSequence() + 1;
        if (entry.getSequence() != expected) {
            breaches.add(breach(recorded, "sequence " + entry.getSequence() + " where " + expected + " comes next"));
        }
        if (before == null) {
            return;
        }
        if (before.getStatusAfter() != entry.getStatusBefore()) {
            breaches.add(breach(
                    recorded,
                    "decided from " + entry.getStatusBefore() + " although the entry before left "
                            + before.getStatusAfter()));
        }
    }

    private static void followsOnItsTopic(
            RecordedEvent<ConsentChanged> recorded,
            @Nullable ConsentChanged before,
            ConsentChanged entry,
            List<Violation> breaches) {
        if (before != null
                && entry.getEvidence().getTopicOffset() <= before.getEvidence().getTopicOffset()) {
            breaches.add(breach(
                    recorded,
                    "decides the text at offset " + entry.getEvidence().getTopicOffset()
                            + " after the one at offset "
                            + before.getEvidence().getTopicOffset()));
        }
    }

    private static void statesInOrder(Recording recording, List<Violation> breaches) {
        Map<String, Long> newest = new HashMap<>();
        for (var recorded : recording.events(EventTopic.CONSENT_STATE)) {
            ConsentState state = recorded.event();
            if (state == null) {
                continue;
            }
            Long before = newest.put(recorded.key(), state.getSequence());
            if (before != null && state.getSequence() <= before) {
                breaches.add(
                        breach(recorded, "consent-state shows sequence " + state.getSequence() + " after " + before));
            }
        }
    }

    private static Violation breach(RecordedEvent<?> recorded, String what) {
        return new Violation("I2", recorded.key() + " at " + recorded.position() + ": " + what);
    }
}
