package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailAct;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.sms.TextMeaning;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.verification.model.ReferenceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * I3: behind every opt-in in the ledger and in the states is an opt-in text from that very number to that company, or
 * its yes within the time of a request; for an email address, its yes by the link of a request within that time.
 */
final class OnlyThePersonOptsIn implements Invariant {

    @Override
    public List<Violation> breaches(Recording recording, ReferenceModel model) {
        Map<String, TextReceived> texts = new HashMap<>();
        for (var recorded : recording.events(EventTopic.TEXT_RECEIVED)) {
            TextReceived text = recorded.event();
            if (text != null) {
                texts.put(recorded.position(), text);
            }
        }
        List<Violation> breaches = new ArrayList<>();
        Set<String> ownOptIns = new HashSet<>();
        // the state of an address names what set the last of two things: what the person said, and what suppresses it
        Set<String> ownLinks = new HashSet<>();
        for (var recorded : recording.events(EventTopic.CONSENT_CHANGED)) {
            ConsentChanged entry = recorded.event();
            if (entry == null) {
                continue;
            }
            if (ownLink(recorded.key(), entry)) {
                ownLinks.add(recorded.key());
            } else if (ownOptIn(recorded.key(), entry, texts)) {
                ownOptIns.add(entry.getEventId());
            } else if (entry.getStatusAfter() == ConsentStatus.OPTED_IN
                    && entry.getStatusBefore() != ConsentStatus.OPTED_IN
                    && !letsGo(entry)) {
                breaches.add(new Violation(
                        "I3",
                        recorded.key() + " is opted in by the ledger entry at " + recorded.position()
                                + ", behind which is no opt-in text from that number"));
            }
        }
        for (var recorded : recording.events(EventTopic.CONSENT_STATE)) {
            ConsentState state = recorded.event();
            if (state != null
                    && state.getStatus() == ConsentStatus.OPTED_IN
                    && !ownOptIns.contains(state.getSetByEventId())
                    && !ownLinks.contains(recorded.key())) {
                breaches.add(new Violation(
                        "I3",
                        recorded.key() + " is opted in by the state at " + recorded.position()
                                + ", which names no ledger entry with an opt-in text of that number"));
            }
        }
        return breaches;
    }

    /** A person of the company gives back what the number had; the state then names the opt-in again. */
    private static boolean letsGo(ConsentChanged entry) {
        return entry.getOutcome() == ConsentOutcome.RELEASED && entry.getStatusBefore() == ConsentStatus.ON_HOLD;
    }

    private static boolean ownLink(String key, ConsentChanged entry) {
        EmailEvidence email = entry.getEmail();
        OptInRequestEvidence request = entry.getRequest();
        return entry.getChannel() == Channel.EMAIL
                && entry.getStatusAfter() == ConsentStatus.OPTED_IN
                && email != null
                && email.getAct() == EmailAct.AGREE
                && request != null
                && request.getExpiresAt() != null
                && !entry.getEffectiveAt().isBefore(request.getAskedAt())
                && entry.getEffectiveAt().isBefore(request.getExpiresAt())
                && TopicKeys.ofAddress(entry.getTenant(), entry.getAddress()).equals(key);
    }

    private static boolean isYesInTime(TextReceived text, @Nullable OptInRequestEvidence request) {
        return text.getMeaning() == TextMeaning.CONFIRM
                && request != null
                && request.getExpiresAt() != null
                && !text.getReceivedAt().isBefore(request.getAskedAt())
                && text.getReceivedAt().isBefore(request.getExpiresAt());
    }

    private static boolean ownOptIn(String key, ConsentChanged entry, Map<String, TextReceived> texts) {
        var evidence = entry.getEvidence();
        TextReceived text =
                texts.get("partition " + evidence.getTopicPartition() + " offset " + evidence.getTopicOffset());
        boolean granted =
                entry.getOutcome() == ConsentOutcome.GRANTED || entry.getOutcome() == ConsentOutcome.CONFIRMED;
        return granted
                && text != null
                && (text.getMeaning() == TextMeaning.OPT_IN || isYesInTime(text, entry.getRequest()))
                && text.getEventId().equals(evidence.getTextEventId())
                && TopicKeys.ofAddress(text.getTenant(), text.getFrom()).equals(key);
    }
}
