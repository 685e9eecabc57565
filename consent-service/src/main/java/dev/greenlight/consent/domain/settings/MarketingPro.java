package dev.greenlight.consent.domain.settings;

/**
 * Which Marketing Pro a company has, and what it has turned on there.
 *
 * @param edition which one, if any
 * @param doubleOptIn whether marketing email goes only to customers with the tag Opted In; of version 1
 * @param optOutMessage whether dormant recipients are sent the opt-out message; of version 1
 * @param autoSuppressDormant whether no marketing email goes to customers with the tag Email Dormant; needs the opt-out
 *     message
 */
public record MarketingPro(Edition edition, boolean doubleOptIn, boolean optOutMessage, boolean autoSuppressDormant) {

    /** A company without it. */
    public static final MarketingPro OFF = new MarketingPro(Edition.NONE, false, false, false);

    /** The versions there are. */
    public enum Edition {
        /** The company does not have it. */
        NONE,
        /** Version 1, which has double opt-in and the opt-out message. */
        V1,
        /** Version 2. */
        V2
    }
}
