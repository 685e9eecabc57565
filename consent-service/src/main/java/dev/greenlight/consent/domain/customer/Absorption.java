package dev.greenlight.consent.domain.customer;

import dev.greenlight.consent.domain.customer.Customer.Details;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record says after it has taken over another one of the same customer: never more than either of them
 * allowed. Its name, type, language, postal address and link stay its own.
 */
final class Absorption {

    private Absorption() {}

    static Details of(Details survivor, Details other) {
        return new Details(
                survivor.name(),
                survivor.active(),
                survivor.type(),
                survivor.language(),
                survivor.doNotMail() || other.doNotMail(),
                survivor.doNotService() || other.doNotService(),
                survivor.doNotSendPromotionalEmails() || other.doNotSendPromotionalEmails(),
                tags(survivor, other),
                contactMethods(survivor, other),
                survivor.address(),
                survivor.portalLink());
    }

    private static List<ContactMethod> contactMethods(Details survivor, Details other) {
        List<ContactMethod> methods = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ContactMethod own : survivor.contactMethods()) {
            ContactMethod others = find(other.contactMethods(), own.value());
            methods.add(others == null ? own : restricted(own, others.marketingUpdates(), others.jobNotifications()));
            ids.add(own.contactMethodId());
        }
        for (ContactMethod others : other.contactMethods()) {
            if (find(survivor.contactMethods(), others.value()) == null) {
                // nobody could be sent anything through a record that is not in use, and that must not change
                ContactMethod restricted = restricted(others, other.active(), other.active());
                methods.add(withId(restricted, ContactMethodIds.choose(others.contactMethodId(), ids)));
            }
        }
        return methods;
    }

    /** Tags are about the record, so one record's say about its email addresses would be said about the other's. */
    private static List<String> tags(Details survivor, Details other) {
        if (other.contactMethods().stream().noneMatch(method -> method.type() == ContactMethodType.EMAIL)) {
            return survivor.tags();
        }
        List<String> tags = new ArrayList<>(survivor.tags());
        if (!other.tags().contains(EmailTags.OPTED_IN)) {
            tags.removeIf(EmailTags.OPTED_IN::equals);
        }
        if (other.tags().contains(EmailTags.EMAIL_DORMANT) && !tags.contains(EmailTags.EMAIL_DORMANT)) {
            tags.add(EmailTags.EMAIL_DORMANT);
        }
        return tags;
    }

    private static @Nullable ContactMethod find(List<ContactMethod> methods, String value) {
        for (ContactMethod method : methods) {
            if (method.value().equals(value)) {
                return method;
            }
        }
        return null;
    }

    private static ContactMethod restricted(ContactMethod method, boolean marketingUpdates, boolean jobNotifications) {
        return new ContactMethod(
                method.contactMethodId(),
                method.type(),
                method.value(),
                method.marketingUpdates() && marketingUpdates,
                method.jobNotifications() && jobNotifications);
    }

    private static ContactMethod withId(ContactMethod method, String id) {
        return new ContactMethod(
                id, method.type(), method.value(), method.marketingUpdates(), method.jobNotifications());
    }
}
