package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.verification.model.ReferenceModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I4: once the audience has shown what an entry of the ledger means, it never again shows a number as a member
 * because of an older entry.
 *
 * <p>A member names its ledger entry. A tombstone names nothing, but the n-th tombstone of a key belongs to the n-th
 * LEFT of that contact, which does.
 */
final class AStopStops implements Invariant {

    private static final String AUDIENCE = "sms-marketing";

    @Override
    public List<Violation> breaches(Recording recording, ReferenceModel model) {
        var ledger = new Ledger(recording);
        Map<String, Deque<MembershipChanged>> departures = departures(recording);
        Map<String, Long> shown = new HashMap<>();
        List<Violation> breaches = new ArrayList<>();
        for (var recorded : recording.events(EventTopic.AUDIENCE_SMS_MARKETING)) {
            AudienceMember member = recorded.event();
            if (member == null) {
                var departed = departures
                        .getOrDefault(recorded.key(), new ArrayDeque<>())
                        .poll();
                ConsentChanged cause = departed == null ? null : ledger.entry(departed.getCausedByEventId());
                if (cause != null) {
                    shown.merge(recorded.key(), cause.getSequence(), Math::max);
                }
                continue;
            }
            ConsentChanged grant = ledger.entry(member.getConsentEventId());
            if (grant == null) {
                breaches.add(new Violation(
                        "I4",
                        recorded.key() + " is a member at " + recorded.position() + " because of ledger entry "
                                + member.getConsentEventId() + ", which does not exist"));
                continue;
            }
            long before = shown.getOrDefault(recorded.key(), 0L);
            if (grant.getSequence() < before) {
                breaches.add(new Violation(
                        "I4",
                        recorded.key() + " is a member at " + recorded.position()
                                + " because of ledger entry " + grant.getSequence() + " (" + grant.getStatusAfter()
                                + "), although the audience had already shown entry " + before));
            }
            shown.merge(recorded.key(), grant.getSequence(), Math::max);
        }
        return breaches;
    }

    private static Map<String, Deque<MembershipChanged>> departures(Recording recording) {
        Map<String, Deque<MembershipChanged>> departures = new HashMap<>();
        for (var recorded : recording.events(EventTopic.MEMBERSHIP_CHANGED)) {
            MembershipChanged change = recorded.event();
            if (change != null
                    && change.getChange() == MembershipChange.LEFT
                    && change.getAudience().equals(AUDIENCE)) {
                departures
                        .computeIfAbsent(
                                TopicKeys.ofCustomerAddress(
                                        change.getTenant(), change.getCustomerId(), change.getAddress()),
                                key -> new ArrayDeque<>())
                        .add(change);
            }
        }
        return departures;
    }
}
