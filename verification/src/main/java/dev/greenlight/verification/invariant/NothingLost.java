package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.model.ReferenceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I1: what was acknowledged is on the log, and every text on the log has exactly one entry in the ledger. */
final class NothingLost implements Invariant {

    @Override
    public List<Violation> breaches(Recording recording, ReferenceModel model) {
        List<Violation> breaches = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        Map<String, Integer> decisions = decisionsByTextPosition(recording);
        for (RecordedEvent<TextReceived> recorded : recording.events(EventTopic.TEXT_RECEIVED)) {
            TextReceived text = recorded.event();
            if (text == null) {
                continue;
            }
            texts.add(text.getEventId());
            int count = decisions.getOrDefault(recorded.position(), 0);
            if (count != 1) {
                breaches.add(new Violation(
                        "I1",
                        "the text at " + recorded.position() + " of sms.text-received ("
                                + text.getEventId() + " for " + recorded.key() + ") has " + count
                                + " ledger entries instead of one"));
            }
        }
        for (String acknowledged : recording.acknowledged()) {
            if (!texts.contains(acknowledged)) {
                breaches.add(new Violation(
                        "I1", "text " + acknowledged + " was acknowledged and is not on sms.text-received"));
            }
        }
        return breaches;
    }

    private static Map<String, Integer> decisionsByTextPosition(Recording recording) {
        Map<String, Integer> decisions = new HashMap<>();
        for (RecordedEvent<ConsentChanged> recorded : recording.events(EventTopic.CONSENT_CHANGED)) {
            ConsentChanged entry = recorded.event();
            if (entry != null
                    && !Ledger.COMMAND_RULES.contains(entry.getEvidence().getRule())) {
                var evidence = entry.getEvidence();
                String position = "partition " + evidence.getTopicPartition() + " offset " + evidence.getTopicOffset();
                decisions.merge(position, 1, Integer::sum);
            }
        }
        return decisions;
    }
}
