package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.CustomerContacts;
import dev.greenlight.eligibility.domain.contact.CustomerContacts.Entry;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.stored.StoredContact;
import dev.greenlight.eligibility.stored.StoredCustomerContacts;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Reads customer records, and keeps what was sent on about them. */
public final class CustomerMapper {

    private CustomerMapper() {}

    public static CustomerContacts toContacts(CustomerState state) {
        var entries = state.getContactMethods().stream()
                .map(method -> new Entry(method.getValue(), toContactMethod(state, method)))
                .toList();
        return CustomerContacts.of(state.getRevision(), entries);
    }

    /**
     * What is behind a change of a customer record.
     *
     * @param state null for a tombstone: the record is gone
     * @param position of the record
     */
    public static Cause toCause(@Nullable CustomerState state, RecordPosition position) {
        return state == null
                ? position.deletionOf("customer record")
                : new Cause(state.getEventId(), state.getChangedAt(), state.getChangedBy());
    }

    public static CustomerContacts fromStore(@Nullable StoredCustomerContacts stored) {
        if (stored == null) {
            return CustomerContacts.NONE;
        }
        var byAddress = new LinkedHashMap<String, ContactMethod>();
        for (StoredContact contact : stored.getContacts()) {
            byAddress.put(
                    contact.getAddress(),
                    new ContactMethod(
                            contact.getContactMethodId(), contact.getLanguage(), new Flags(contact.getFlags())));
        }
        return new CustomerContacts(stored.getRevision(), byAddress);
    }

    public static StoredCustomerContacts toStore(CustomerContacts contacts) {
        var stored = new ArrayList<StoredContact>(contacts.byAddress().size());
        contacts.byAddress()
                .forEach((address, method) -> stored.add(new StoredContact(
                        address,
                        method.contactMethodId(),
                        method.language(),
                        method.flags().bits())));
        return new StoredCustomerContacts(contacts.revision(), stored);
    }

    /** A type that a newer version writes and we do not know is neither mobile nor email. */
    private static ContactMethod toContactMethod(
            CustomerState state, dev.greenlight.schemas.consent.ContactMethod method) {
        Flags flags = Flags.NONE
                .with(Flag.MOBILE, method.getType() == ContactMethodType.MOBILE)
                .with(Flag.EMAIL, method.getType() == ContactMethodType.EMAIL)
                .with(Flag.MARKETING_UPDATES, method.getMarketingUpdates())
                .with(Flag.JOB_NOTIFICATIONS, method.getJobNotifications())
                .with(Flag.ACTIVE_CUSTOMER, state.getActive())
                .with(Flag.DO_NOT_MAIL, state.getDoNotMail())
                .with(Flag.DO_NOT_SERVICE, state.getDoNotService())
                .with(Flag.DO_NOT_SEND_PROMOTIONAL_EMAILS, state.getDoNotSendPromotionalEmails());
        return new ContactMethod(method.getContactMethodId(), state.getLanguage(), flags);
    }
}
