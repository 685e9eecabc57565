package dev.greenlight.consent.domain.customer;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.command.RecentCommands;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command of the office does to a customer record.
 *
 * <p>Preferences that a request leaves out: on a new customer the company's defaults; on a contact method that the
 * record has already, what they were; on one added later, off. A contact method is the same one when its type and
 * its address are: a corrected number is a new one, because somebody else may own it.
 */
public final class CustomerPolicy {

    private CustomerPolicy() {}

    /** @param current null where there is no such customer */
    public static CustomerDecision decide(@Nullable Customer current, CustomerCommand command, Choices defaults) {
        if (current != null && current.recentCommandIds().contains(command.commandId())) {
            return CustomerDecision.of(CommandOutcome.REPEATED, current);
        }
        if (current == null && command.kind() == Kind.MERGE) {
            return CustomerDecision.of(CommandOutcome.NOT_FOUND, null);
        }
        if (current != null && current.merge() != null) {
            return CustomerDecision.of(CommandOutcome.MERGED, current);
        }
        Long meant = command.onlyRevision();
        if (meant != null && meant != (current == null ? 0 : current.revision())) {
            return CustomerDecision.of(CommandOutcome.OTHER_REVISION, current);
        }
        boolean imported = command.kind() == Kind.IMPORT;
        if (imported && current != null && !ImportPolicy.isNewer(command, current)) {
            return CustomerDecision.of(CommandOutcome.OTHER_REVISION, current);
        }
        Details before = current == null ? null : current.details();
        Details after = command.kind() == Kind.MERGE && before != null
                ? merged(before, command.fields(), defaults)
                : replaced(before, command.fields(), defaults);
        if (current == null) {
            return created(command, after);
        }
        return updated(current, command, imported ? ImportPolicy.restricted(current.details(), after) : after);
    }

    private static CustomerDecision created(CustomerCommand command, Details details) {
        var customer =
                new Customer(1, details, command.askedAt(), command.askedBy(), List.of(command.commandId()), null);
        return CustomerDecision.of(CommandOutcome.CREATED, customer);
    }

    private static CustomerDecision updated(Customer current, CustomerCommand command, Details details) {
        List<String> commands = RecentCommands.with(current.recentCommandIds(), command.commandId());
        if (details.equals(current.details())) {
            var same = new Customer(
                    current.revision(), current.details(), current.changedAt(), current.changedBy(), commands, null);
            return CustomerDecision.of(CommandOutcome.UNCHANGED, same);
        }
        var changed =
                new Customer(current.revision() + 1, details, command.askedAt(), command.askedBy(), commands, null);
        return CustomerDecision.of(CommandOutcome.UPDATED, changed);
    }

    private static Details replaced(@Nullable Details before, Fields asked, Choices defaults) {
        return new Details(
                or(asked.name(), ""),
                or(asked.active(), true),
                or(asked.type(), CustomerType.RESIDENTIAL),
                asked.language(),
                or(asked.doNotMail(), false),
                or(asked.doNotService(), false),
                or(asked.doNotSendPromotionalEmails(), false),
                or(asked.tags(), List.of()),
                contactMethods(before, or(asked.contactMethods(), List.of()), defaults),
                asked.address(),
                asked.portalLink());
    }

    private static Details merged(Details before, Fields asked, Choices defaults) {
        List<RequestedContactMethod> methods = asked.contactMethods();
        return new Details(
                or(asked.name(), before.name()),
                or(asked.active(), before.active()),
                or(asked.type(), before.type()),
                kept(before.language(), asked.language(), asked.forgetsLanguage()),
                or(asked.doNotMail(), before.doNotMail()),
                or(asked.doNotService(), before.doNotService()),
                or(asked.doNotSendPromotionalEmails(), before.doNotSendPromotionalEmails()),
                or(asked.tags(), before.tags()),
                methods == null ? before.contactMethods() : contactMethods(before, methods, defaults),
                kept(before.address(), asked.address(), asked.forgetsAddress()),
                kept(before.portalLink(), asked.portalLink(), asked.forgetsPortalLink()));
    }

    private static List<ContactMethod> contactMethods(
            @Nullable Details before, List<RequestedContactMethod> asked, Choices defaults) {
        Set<String> wanted = new HashSet<>();
        for (RequestedContactMethod method : asked) {
            if (method.contactMethodId() != null) {
                wanted.add(method.contactMethodId());
            }
        }
        Set<String> taken = new HashSet<>(wanted);
        if (before != null) {
            before.contactMethods().forEach(method -> taken.add(method.contactMethodId()));
        }
        List<ContactMethod> methods = new ArrayList<>(asked.size());
        for (RequestedContactMethod method : asked) {
            ContactMethod known = before == null ? null : find(before.contactMethods(), method);
            boolean marketing = known != null
                    ? known.marketingUpdates()
                    : before == null && defaults.marketingUpdatesForNewCustomers();
            boolean jobs = known != null
                    ? known.jobNotifications()
                    : before == null && defaults.jobNotificationsForNewCustomers();
            methods.add(new ContactMethod(
                    id(method, known, wanted, taken),
                    method.type(),
                    method.value(),
                    or(method.marketingUpdates(), marketing),
                    or(method.jobNotifications(), jobs)));
        }
        return methods;
    }

    private static @Nullable ContactMethod find(List<ContactMethod> methods, RequestedContactMethod asked) {
        for (ContactMethod method : methods) {
            if (method.type() == asked.type() && method.value().equals(asked.value())) {
                return method;
            }
        }
        return null;
    }

    private static String id(
            RequestedContactMethod asked, @Nullable ContactMethod known, Set<String> wanted, Set<String> taken) {
        if (asked.contactMethodId() != null) {
            return asked.contactMethodId();
        }
        if (known != null && !wanted.contains(known.contactMethodId())) {
            return known.contactMethodId();
        }
        return ContactMethodIds.choose(null, taken);
    }

    private static <T> @Nullable T kept(@Nullable T before, @Nullable T asked, boolean forgotten) {
        return forgotten ? null : asked == null ? before : asked;
    }

    private static <T> T or(@Nullable T asked, T otherwise) {
        return asked == null ? otherwise : asked;
    }
}
