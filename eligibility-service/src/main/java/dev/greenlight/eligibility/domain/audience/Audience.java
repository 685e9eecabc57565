package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flagged;
import dev.greenlight.eligibility.domain.rule.EligibilityRules;
import java.util.Arrays;
import java.util.Optional;

/** A set of contacts that campaigns address. */
public enum Audience {
    /** Who may be sent marketing texts. */
    SMS_MARKETING("sms-marketing", EligibilityRules.SMS_MARKETING, Flag.MOBILE),
    /** Who may be sent texts about jobs. */
    SMS_TRANSACTIONAL("sms-transactional", EligibilityRules.SMS_TRANSACTIONAL, Flag.MOBILE),
    /** Who may be sent marketing emails: what its rules allow, and of each customer the first address. */
    EMAIL_MARKETING("email-marketing", EligibilityRules.EMAIL_MARKETING, Flag.EMAIL),
    /** Who may be sent texts about an estimate that nothing has come of yet. */
    UNSOLD_ESTIMATES("unsold-estimates", EligibilityRules.UNSOLD_ESTIMATES, Flag.OPEN_ESTIMATE);

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // a record over an unmodifiable list of enum constants
    private final EligibilityRules rules;

    private final Flag needed;

    Audience(String code, EligibilityRules rules, Flag needed) {
        this.code = code;
        this.rules = rules;
        this.needed = needed;
    }

    public static Optional<Audience> of(String code) {
        return Arrays.stream(values())
                .filter(audience -> audience.code.equals(code))
                .findFirst();
    }

    /** The name in events and in the HTTP API; the audience's topic is {@code audience.<code>}. */
    public String code() {
        return code;
    }

    /** Whether one look at the holder says that the rules do not let it in: most holders are no matter of most audiences. */
    public boolean isOutOfQuestionFor(Flagged holder) {
        return !holder.isOn(needed);
    }

    public EligibilityRules rules() {
        return rules;
    }
}
