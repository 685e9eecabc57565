package dev.greenlight.eligibility.domain.contact;

import org.jspecify.annotations.Nullable;

/**
 * What a customer record says about one of its addresses.
 *
 * @param contactMethodId the contact method on the record
 * @param language the BCP 47 tag of the customer's language, where it is known
 * @param flags of the contact method and of the customer
 * @param position among the email addresses of the record, from 0; 0 for other addresses
 */
public record ContactMethod(
        String contactMethodId, @Nullable String language, Flags flags, int position) {

    /** Of an address whose place on the record does not matter. */
    public ContactMethod(String contactMethodId, @Nullable String language, Flags flags) {
        this(contactMethodId, language, flags, 0);
    }

    public boolean isOn(Flag flag) {
        return flags.isOn(flag);
    }

    ContactMethod with(Flag flag, boolean on) {
        return new ContactMethod(contactMethodId, language, flags.with(flag, on), position);
    }

    /**
     * The two as one, for an address that stands twice on a record: the first one's id, and the more restrictive of
     * each flag, because a text that must not be sent is the expensive mistake.
     */
    ContactMethod combinedWith(ContactMethod later) {
        return new ContactMethod(contactMethodId, language, flags.restrictedBy(later.flags), position);
    }
}
