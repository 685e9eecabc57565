package dev.greenlight.consent.domain.edit;

import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.Customer.Details;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an edit makes of one customer. It replaces all preferences: what is not on afterwards is off. It knows nothing of
 * consent, of suppressions and of what a record forbids, and so cannot change them.
 */
public final class EditPolicy {

    private EditPolicy() {}

    /** @param on the preferences that are on afterwards, where a customer has such a contact method */
    public static List<PreferenceChange> changes(Details before, Set<Preference> on) {
        List<PreferenceChange> changes = new ArrayList<>();
        for (ContactMethod method : before.contactMethods()) {
            for (Preference preference : Preference.values()) {
                if (preference.isAbout(method) && preference.isOn(method) != on.contains(preference)) {
                    changes.add(new PreferenceChange(method.contactMethodId(), preference, preference.isOn(method)));
                }
            }
        }
        return changes;
    }

    /** The record with the changes made. */
    public static Customer edited(Customer current, List<PreferenceChange> changes, Instant askedAt, String askedBy) {
        return turned(current, changes, false, askedAt, askedBy);
    }

    /** The record with the changes taken back. */
    public static Customer restored(Customer current, List<PreferenceChange> changes, Instant askedAt, String askedBy) {
        return turned(current, changes, true, askedAt, askedBy);
    }

    private static Customer turned(
            Customer current, List<PreferenceChange> changes, boolean back, Instant askedAt, String askedBy) {
        Details before = current.details();
        List<ContactMethod> methods = new ArrayList<>(before.contactMethods());
        methods.replaceAll(method -> turned(method, changes, back));
        var after = new Details(
                before.name(),
                before.active(),
                before.type(),
                before.language(),
                before.doNotMail(),
                before.doNotService(),
                before.doNotSendPromotionalEmails(),
                before.tags(),
                methods,
                before.address(),
                before.portalLink());
        if (after.equals(before)) {
            return current;
        }
        return new Customer(
                current.revision() + 1, after, askedAt, askedBy, current.recentCommandIds(), current.merge());
    }

    private static ContactMethod turned(ContactMethod method, List<PreferenceChange> changes, boolean back) {
        ContactMethod after = method;
        for (PreferenceChange change : changes) {
            if (change.contactMethodId().equals(method.contactMethodId())) {
                after = change.preference().turned(after, change.wasOn() == back);
            }
        }
        return after;
    }
}
