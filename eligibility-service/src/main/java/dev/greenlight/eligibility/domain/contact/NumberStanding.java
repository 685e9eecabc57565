package dev.greenlight.eligibility.domain.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a phone number stands in the list of a company's numbers.
 *
 * @param status as it was when it was set
 * @param pendingUntil until when an open request can be answered; null unless the status is PENDING
 */
public record NumberStanding(ConsentStatus status, @Nullable Instant pendingUntil) {

    private static final NumberStanding NEVER_ASKED = new NumberStanding(ConsentStatus.NEVER_ASKED, null);

    /**
     * Null for what does not belong in the list: an email address, and a number that nobody can text: it is on no
     * record as a mobile, and no text came from it, or it was erased.
     */
    public static @Nullable NumberStanding of(String address, ContactFacts facts) {
        if (!PhoneNumberCode.isPhoneNumber(address)) {
            return null;
        }
        Consent consent = facts.consent();
        if (consent != null && !facts.isEmpty()) {
            return new NumberStanding(consent.status(), consent.pendingUntil());
        }
        return facts.holders().stream().anyMatch(holder -> holder.isOn(Flag.MOBILE)) ? NEVER_ASKED : null;
    }
}
