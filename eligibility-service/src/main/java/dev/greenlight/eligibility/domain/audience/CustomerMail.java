package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import org.jspecify.annotations.Nullable;

/**
 * What a customer record says about sending the customer post.
 *
 * @param revision of the record
 * @param addressee null where no postal address is on record
 */
public record CustomerMail(
        long revision,
        boolean active,
        boolean doNotMail,
        boolean doNotService,
        @Nullable Addressee addressee) {

    Flags flags() {
        return Flags.NONE
                .with(Flag.ACTIVE_CUSTOMER, active)
                .with(Flag.DO_NOT_MAIL, doNotMail)
                .with(Flag.DO_NOT_SERVICE, doNotService)
                .with(
                        Flag.VALID_POSTAL_ADDRESS,
                        addressee != null && addressee.address().isValid());
    }
}
