package dev.greenlight.consent.domain.email;

/** Why marketing email is not sent to an address, from the most lenient to the strictest. */
public enum SuppressionReason {
    /** Mail comes back. */
    BOUNCE,
    /** Somebody at the company took the address off. */
    MANUAL_UNSUBSCRIBE,
    /** The company never wants to write to it. */
    NEVER_EMAIL,
    /** The person unsubscribed. */
    UNSUBSCRIBE,
    /** The person reported mail of the company as spam. */
    SPAM_REPORT;

    /** Whether it is the person who does not want any: nobody at the company may undo that. */
    public boolean isThePersons() {
        return this == UNSUBSCRIBE || this == SPAM_REPORT;
    }

    /** Whether somebody with such rights may lift it. */
    public boolean isLiftedBy(Authority authority) {
        return switch (this) {
            case BOUNCE, MANUAL_UNSUBSCRIBE -> true;
            case NEVER_EMAIL -> authority == Authority.ADMIN;
            case UNSUBSCRIBE, SPAM_REPORT -> false;
        };
    }
}
