package dev.greenlight.consent.domain.consent;

import dev.greenlight.consent.domain.consent.Consent.NeverAsked;
import dev.greenlight.consent.domain.consent.Consent.OptedIn;
import dev.greenlight.consent.domain.consent.Consent.OptedOut;
import dev.greenlight.consent.domain.consent.Standing.Status;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered about one phone number at one company.
 *
 * @param consent what the person last said clearly, of their own accord: by keyword
 * @param requests what the person was asked, and answered
 * @param held texts that may be a revocation and that nothing said later answers
 * @param block null while gateway and carrier deliver, as far as we know
 * @param seenTexts the texts that were decided on lately
 */
public record ContactConsent(
        Consent consent,
        OptInRequests requests,
        HeldTexts held,
        @Nullable Block block,
        SeenTexts seenTexts) {

    /** A number that nobody has heard from. */
    public static final ContactConsent NOTHING_SAID =
            new ContactConsent(new NeverAsked(), OptInRequests.NONE, HeldTexts.NONE, null, SeenTexts.NONE);

    /** Where the number stands, as far as what has happened tells; a request expires only as of a time. */
    public Standing standing() {
        Consent agreed = agreed();
        OptOutScope scope = agreed instanceof OptedOut out ? out.scope() : null;
        if (block != null && scope != OptOutScope.ALL) {
            return new Standing(Status.BLOCKED_AT_GATEWAY, scope, block.since());
        }
        return switch (agreed) {
            case OptedOut out -> new Standing(Status.OPTED_OUT, scope, out.since());
            case NeverAsked never -> unlessHeld(unlessAsked(new Standing(Status.NEVER_ASKED, null, null)));
            case OptedIn in -> unlessHeld(new Standing(Status.OPTED_IN, null, in.since()));
        };
    }

    /** Where the number would stand if nothing held or blocked it. */
    public Standing spoken() {
        return new ContactConsent(consent, requests, HeldTexts.NONE, null, seenTexts).standing();
    }

    /**
     * What the person said by keyword or in answer to a request. A request is only opened where no keyword is known,
     * and a keyword from before its first answer closes it, so where there is a keyword it weighs more than a yes.
     */
    public Consent agreed() {
        Instant confirmed = requests.confirmedAt();
        return confirmed != null && consent instanceof NeverAsked ? new OptedIn(confirmed) : consent;
    }

    /** The same at a later time, when a request may have expired. */
    public ContactConsent asOf(Instant time) {
        OptInRequests then = requests.asOf(time);
        return then.equals(requests) ? this : new ContactConsent(consent, then, held, block, seenTexts);
    }

    private Standing unlessAsked(Standing standing) {
        return requests.areOpen()
                ? new Standing(
                        Status.PENDING,
                        null,
                        Objects.requireNonNull(requests.latest()).openedAt())
                : standing;
    }

    private Standing unlessHeld(Standing standing) {
        return held.isEmpty() ? standing : new Standing(Status.ON_HOLD, null, held.since());
    }
}
