package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.ledger.LedgerChain;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.verification.model.ReferenceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * I7: per address each entry of the ledger carries the hash of the entry before it, the first one the start of its
 * address, and its own hash is what its fields give.
 */
final class LedgerIsAChain implements Invariant {

    @Override
    public List<Violation> breaches(Recording recording, ReferenceModel model) {
        List<Violation> breaches = new ArrayList<>();
        Map<String, ConsentChanged> previous = new HashMap<>();
        for (var recorded : recording.events(EventTopic.CONSENT_CHANGED)) {
            ConsentChanged entry = recorded.event();
            if (entry != null) {
                if (!LedgerChain.isIntact(entry)) {
                    breaches.add(breach(recorded, "its fields do not give its hash"));
                }
                if (!follows(previous.put(recorded.key(), entry), entry)) {
                    breaches.add(breach(recorded, "it does not follow the entry before it"));
                }
            }
        }
        return breaches;
    }

    private static boolean follows(@Nullable ConsentChanged before, ConsentChanged entry) {
        if (before == null) {
            return LedgerChain.begins(entry);
        }
        LedgerLink last = before.getLink();
        LedgerLink link = entry.getLink();
        return last != null && link != null && link.getPreviousHash().equals(last.getHash());
    }

    private static Violation breach(RecordedEvent<?> recorded, String what) {
        return new Violation("I7", recorded.key() + " at " + recorded.position() + ": " + what);
    }
}
