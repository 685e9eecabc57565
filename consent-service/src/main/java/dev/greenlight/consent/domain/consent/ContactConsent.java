package dev.greenlight.consent.domain.consent;

/**
 * All that is remembered about one phone number at one company.
 *
 * @param consent what the person last said
 * @param seenTexts the texts that were decided on lately
 */
public record ContactConsent(Consent consent, SeenTexts seenTexts) {

    /** A number that nobody has heard from. */
    public static final ContactConsent NOTHING_SAID = new ContactConsent(new Consent.NeverAsked(), SeenTexts.NONE);
}
