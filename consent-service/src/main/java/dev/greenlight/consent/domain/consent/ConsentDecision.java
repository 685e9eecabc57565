package dev.greenlight.consent.domain.consent;

import java.util.List;

/**
 * What a text, a report, a verdict or a recorded opt-out did to a consent, and why.
 *
 * @param outcome what was decided
 * @param reasons every reason, not empty
 * @param before what it met
 * @param after what holds now; to be kept whatever the outcome, because stale and repeated texts are remembered too
 */
public record ConsentDecision(Outcome outcome, List<Reason> reasons, ContactConsent before, ContactConsent after) {

    public ConsentDecision {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("A decision without a reason proves nothing");
        }
    }

    /** Whether somebody who reads the consent can see a difference: status, time or scope. */
    public boolean changesWhatIsSeen() {
        return !before.standing().equals(after.standing());
    }
}
