package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
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

    /** Whether somebody who reads the consent can see a difference: status, time, scope, or what proves them. */
    public boolean changesWhatIsSeen() {
        boolean proofIsSeen = after.standing().equals(after.spoken());
        return !before.standing().equals(after.standing()) || hasNewProof() && proofIsSeen;
    }

    /** Whether a keyword becomes the proof where a yes was: it weighs more, and holds where the yes turns out to be void. */
    public boolean hasNewProof() {
        return before.consent() instanceof NeverAsked && !(after.consent() instanceof NeverAsked);
    }
}
