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

    private static final String OPTED_IN = "Opted In";
    private static final String EMAIL_DORMANT = "Email Dormant";

    private CustomerMapper() {}

    public static CustomerContacts toContacts(CustomerState state) {
        var entries = new ArrayList<Entry>(state.getContactMethods().size());
        int emails = 0;
        for (dev.greenlight.schemas.consent.ContactMethod method : state.getContactMethods()) {
            int position = method.getType() == ContactMethodType.EMAIL ? emails++ : 0;
            entries.add(new Entry(method.getValue(), toContactMethod(state, method, position)));
        }
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
                            contact.getContactMethodId(),
                            contact.getLanguage(),
                            new Flags(contact.getFlags()),
                            contact.getPosition()));
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
                        method.flags().bits(),
                        method.position())));
        return new StoredCustomerContacts(contacts.revision(), stored);
    }

    /** A type that a newer version writes and we do not know is neither mobile nor email. */
    private static ContactMethod toContactMethod(
            CustomerState state, dev.greenlight.schemas.consent.ContactMethod method, int position) {
        Flags flags = Flags.NONE
                .with(Flag.MOBILE, method.getType() == ContactMethodType.MOBILE)
                .with(Flag.EMAIL, method.getType() == ContactMethodType.EMAIL)
                .with(Flag.MARKETING_UPDATES, method.getMarketingUpdates())
                .with(Flag.JOB_NOTIFICATIONS, method.getJobNotifications())
                .with(Flag.ACTIVE_CUSTOMER, state.getActive())
                .with(Flag.DO_NOT_MAIL, state.getDoNotMail())
                .with(Flag.DO_NOT_SERVICE, state.getDoNotService())
                .with(Flag.DO_NOT_SEND_PROMOTIONAL_EMAILS, state.getDoNotSendPromotionalEmails())
                .with(Flag.OPTED_IN_TAG, hasTag(state, OPTED_IN))
                .with(Flag.EMAIL_DORMANT_TAG, hasTag(state, EMAIL_DORMANT));
        return new ContactMethod(method.getContactMethodId(), state.getLanguage(), flags, position);
    }

    /** As an office types it. */
    private static boolean hasTag(CustomerState state, String tag) {
        for (String each : state.getTags()) {
            if (each.strip().equalsIgnoreCase(tag)) {
                return true;
            }
        }
        return false;
    }
}
