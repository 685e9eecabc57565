package dev.greenlight.verification.invariant;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * I4 at every single step: what the audience lane publishes follows from the newest consent it was given, never from
 * one before. Also finds a member that is wrong for a moment only.
 */
public final class NeverAfterAStop {

    private final Map<String, ConsentState> standing = new HashMap<>();
    private final Map<String, ConsentState> unsure = new HashMap<>();
    private final List<Violation> breaches = new ArrayList<>();

    /** The audience lane was given what a person has said. */
    public void given(String key, ConsentState state) {
        ConsentState before = newest(key);
        if (before == null || before.getSequence() < state.getSequence()) {
            unsure.put(key, state);
        }
    }

    /** The audience lane shows a member; {@code key} is that of what the person has said. */
    public void shown(String key, AudienceMember member) {
        ConsentState newest = newest(key);
        if (newest == null
                || newest.getStatus() != ConsentStatus.OPTED_IN
                || !newest.getSetByEventId().equals(member.getConsentEventId())) {
            breaches.add(new Violation(
                    "I4",
                    key + " is shown as a member because of ledger entry " + member.getConsentEventId()
                            + " although the newest that the lane was given is "
                            + (newest == null ? "nothing" : newest.getStatus() + " by " + newest.getSetByEventId())));
        }
    }

    /** What was given so far stays given. */
    public void committed() {
        standing.putAll(unsure);
        unsure.clear();
    }

    /** What was given since the last commit was never given. */
    public void vanished() {
        unsure.clear();
    }

    public List<Violation> breaches() {
        return List.copyOf(breaches);
    }

    private @Nullable ConsentState newest(String key) {
        ConsentState state = unsure.get(key);
        return state == null ? standing.get(key) : state;
    }
}
