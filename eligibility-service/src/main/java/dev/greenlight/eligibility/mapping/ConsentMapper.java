package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.contact.Suppression;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import org.jspecify.annotations.Nullable;

/** Reads what consent-service says about an address. */
public final class ConsentMapper {

    private ConsentMapper() {}

    /**
     * What a record of the consent topic says.
     *
     * @param state null for a tombstone: the address was erased
     * @param position of the record
     */
    public static News toNews(@Nullable ConsentState state, RecordPosition position) {
        if (state == null) {
            Cause erasure = position.deletionOf("consent record");
            return new News(facts -> facts.erased(erasure), erasure);
        }
        Consent consent = toConsent(state);
        return new News(facts -> facts.withConsent(consent), consent.setBy());
    }

    private static Consent toConsent(ConsentState state) {
        var setBy = new Cause(state.getSetByEventId(), state.getSince(), state.getSetBy());
        // only the states of earlier releases have a sequence that is the higher one
        long decision = Math.max(state.getDecision(), state.getSequence());
        return new Consent(
                statusOf(state), scopeOf(state), decision, setBy, state.getPendingUntil(), suppressionOf(state));
    }

    private static Suppression suppressionOf(ConsentState state) {
        EmailSuppressionReason reason = state.getSuppression();
        if (reason == null) {
            return Suppression.NONE;
        }
        return switch (reason) {
            case UNKNOWN -> Suppression.OTHER;
            case BOUNCE -> Suppression.BOUNCE;
            case MANUAL_UNSUBSCRIBE -> Suppression.MANUAL_UNSUBSCRIBE;
            case NEVER_EMAIL -> Suppression.NEVER_EMAIL;
            case UNSUBSCRIBE -> Suppression.UNSUBSCRIBE;
            case SPAM_REPORT -> Suppression.SPAM_REPORT;
        };
    }

    private static ConsentStatus statusOf(ConsentState state) {
        return switch (state.getStatus()) {
            case UNKNOWN -> ConsentStatus.UNKNOWN;
            case NEVER_ASKED -> ConsentStatus.NEVER_ASKED;
            case PENDING -> ConsentStatus.PENDING;
            case OPTED_IN -> ConsentStatus.OPTED_IN;
            case OPTED_OUT -> ConsentStatus.OPTED_OUT;
            case ON_HOLD -> ConsentStatus.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> ConsentStatus.BLOCKED_AT_GATEWAY;
        };
    }

    /** A scope that a newer version writes and we do not know is taken for the widest. */
    private static OptOutScope scopeOf(ConsentState state) {
        return switch (state.getOptOutScope()) {
            case NONE -> OptOutScope.NONE;
            case MARKETING -> OptOutScope.MARKETING;
            case ALL, UNKNOWN -> OptOutScope.ALL;
        };
    }
}
