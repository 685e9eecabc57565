package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.rule.EligibilityRules;
import java.util.Arrays;
import java.util.Optional;

/** A set of contacts that campaigns address. */
public enum Audience {
    /** Who may be sent marketing texts. */
    SMS_MARKETING("sms-marketing", EligibilityRules.SMS_MARKETING),
    /** Who may be sent texts about jobs. */
    SMS_TRANSACTIONAL("sms-transactional", EligibilityRules.SMS_TRANSACTIONAL),
    /** Who may be sent marketing emails: what its rules allow, and of each customer the first address. */
    EMAIL_MARKETING("email-marketing", EligibilityRules.EMAIL_MARKETING);

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // a record over an unmodifiable list of enum constants
    private final EligibilityRules rules;

    Audience(String code, EligibilityRules rules) {
        this.code = code;
        this.rules = rules;
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

    public EligibilityRules rules() {
        return rules;
    }
}
