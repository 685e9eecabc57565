package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.Standing.Status;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered about one phone number at one company.
 *
 * @param consent what the person last said clearly
 * @param held texts that may be a revocation and that nothing said later answers
 * @param block null while gateway and carrier deliver, as far as we know
 * @param seenTexts the texts that were decided on lately
 */
public record ContactConsent(
        Consent consent, HeldTexts held, @Nullable Block block, SeenTexts seenTexts) {

    /** A number that nobody has heard from. */
    public static final ContactConsent NOTHING_SAID =
            new ContactConsent(new NeverAsked(), HeldTexts.NONE, null, SeenTexts.NONE);

    /** Where the number stands. */
    public Standing standing() {
        OptOutScope scope = consent instanceof OptedOut out ? out.scope() : null;
        if (block != null && scope != OptOutScope.ALL) {
            return new Standing(Status.BLOCKED_AT_GATEWAY, scope, block.since());
        }
        return switch (consent) {
            case OptedOut out -> new Standing(Status.OPTED_OUT, scope, out.since());
            case NeverAsked never -> unlessHeld(new Standing(Status.NEVER_ASKED, null, null));
            case OptedIn in -> unlessHeld(new Standing(Status.OPTED_IN, null, in.since()));
        };
    }

    /** Where the number would stand if only its owner's words counted. */
    public Standing spoken() {
        return new ContactConsent(consent, HeldTexts.NONE, null, seenTexts).standing();
    }

    private Standing unlessHeld(Standing standing) {
        return held.isEmpty() ? standing : new Standing(Status.ON_HOLD, null, held.since());
    }
}
