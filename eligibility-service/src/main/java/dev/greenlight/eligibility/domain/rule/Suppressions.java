package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Consent;
import org.jspecify.annotations.Nullable;

/** What speaks against sending marketing email to an address. */
final class Suppressions {

    private Suppressions() {}

    /** Null where nothing does: unlike texts, marketing emails need no opt-in. */
    static @Nullable Exclusion exclusionOf(Consent consent) {
        return switch (consent.suppression()) {
            case NONE -> exclusionOfStatus(consent);
            case NOT_READ -> Exclusion.CONSENT_UNKNOWN;
            case OTHER -> Exclusion.EMAIL_SUPPRESSED;
            case BOUNCE -> Exclusion.EMAIL_BOUNCED;
            case MANUAL_UNSUBSCRIBE -> Exclusion.EMAIL_UNSUBSCRIBED_BY_COMPANY;
            case NEVER_EMAIL -> Exclusion.NEVER_EMAIL;
            case UNSUBSCRIBE -> Exclusion.EMAIL_UNSUBSCRIBED;
            case SPAM_REPORT -> Exclusion.EMAIL_REPORTED_AS_SPAM;
        };
    }

    private static @Nullable Exclusion exclusionOfStatus(Consent consent) {
        return switch (consent.status()) {
            case NEVER_ASKED, PENDING, OPTED_IN -> null;
            case OPTED_OUT -> Exclusion.EMAIL_UNSUBSCRIBED;
            case UNKNOWN -> Exclusion.CONSENT_UNKNOWN;
            case ON_HOLD -> Exclusion.ON_HOLD;
            case BLOCKED_AT_GATEWAY -> Exclusion.BLOCKED_AT_GATEWAY;
        };
    }
}
