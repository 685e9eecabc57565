package dev.greenlight.consent.domain.customer;

import dev.greenlight.consent.domain.customer.Customer.Details;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a list from another system may do to a record that exists: nothing to one that has changed since the list was
 * taken, and to the others nothing that lets them be sent more.
 *
 * <p>The time of the list decides and not what the record remembers of commands, so a list that is sent again undoes
 * nothing, however much has happened in between.
 */
final class ImportPolicy {

    private ImportPolicy() {}

    static boolean isNewer(CustomerCommand imported, Customer current) {
        return imported.askedAt().isAfter(current.changedAt());
    }

    /** @param asked by the list, where {@code before} stands */
    static Details restricted(Details before, Details asked) {
        return new Details(
                asked.name(),
                asked.active(),
                asked.type(),
                asked.language(),
                before.doNotMail() || asked.doNotMail(),
                before.doNotService() || asked.doNotService(),
                before.doNotSendPromotionalEmails() || asked.doNotSendPromotionalEmails(),
                tags(before, asked),
                contactMethods(before, asked),
                asked.address(),
                asked.portalLink());
    }

    private static List<String> tags(Details before, Details asked) {
        List<String> tags = new ArrayList<>(asked.tags());
        if (!before.tags().contains(EmailTags.OPTED_IN)) {
            tags.removeIf(EmailTags.OPTED_IN::equals);
        }
        if (before.tags().contains(EmailTags.EMAIL_DORMANT) && !tags.contains(EmailTags.EMAIL_DORMANT)) {
            tags.add(EmailTags.EMAIL_DORMANT);
        }
        return tags;
    }

    private static List<ContactMethod> contactMethods(Details before, Details asked) {
        return asked.contactMethods().stream()
                .map(method -> new ContactMethod(
                        method.contactMethodId(),
                        method.type(),
                        method.value(),
                        method.marketingUpdates() && wants(before, method, ContactMethod::marketingUpdates),
                        method.jobNotifications() && wants(before, method, ContactMethod::jobNotifications)))
                .toList();
    }

    private static boolean wants(Details before, ContactMethod asked, Predicate<ContactMethod> preference) {
        return before.contactMethods().stream()
                .anyMatch(known ->
                        known.type() == asked.type() && known.value().equals(asked.value()) && preference.test(known));
    }
}
