package dev.greenlight.consent.domain.edit;

import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the newest edit of a customer changed, as far as nobody has said anything about it since: all that can be undone.
 *
 * <p>Whatever names a preference takes it out, also where it asks for what stands there already: a customer who calls to say
 * "no marketing", and has none because of the edit, is not to get it back with the undo.
 *
 * @param editId of the edit
 * @param changes in the order of the record
 * @param whole false when something was taken out
 */
public record Edited(String editId, List<PreferenceChange> changes, boolean whole) {

    public Edited {
        changes = List.copyOf(changes);
    }

    /**
     * What is left after a command has been carried out.
     *
     * @param before the record before the command
     * @param after the record after it
     */
    public Edited after(CustomerCommand command, Details before, Details after) {
        List<RequestedContactMethod> asked =
                Objects.requireNonNullElse(command.fields().contactMethods(), List.of());
        List<PreferenceChange> left = changes.stream()
                .filter(change -> isUntouched(change, asked, before, after))
                .toList();
        return left.size() == changes.size() ? this : new Edited(editId, left, false);
    }

    /** What is left after the record took part in a merge: nothing, because the stricter of two records was right. */
    public Edited merged() {
        return new Edited(editId, List.of(), false);
    }

    private static boolean isUntouched(
            PreferenceChange change, List<RequestedContactMethod> asked, Details before, Details after) {
        ContactMethod then = find(before, change.contactMethodId());
        ContactMethod now = find(after, change.contactMethodId());
        // the same id with another address is somebody else's
        return then != null
                && now != null
                && then.type() == now.type()
                && then.value().equals(now.value())
                && change.preference().isOn(then) == change.preference().isOn(now)
                && asked.stream().noneMatch(method -> names(method, change, then));
    }

    private static boolean names(RequestedContactMethod asked, PreferenceChange change, ContactMethod method) {
        return asked.type() == method.type()
                && asked.value().equals(method.value())
                && (change.preference().isMarketing() ? asked.marketingUpdates() : asked.jobNotifications()) != null;
    }

    private static @Nullable ContactMethod find(Details details, String contactMethodId) {
        for (ContactMethod method : details.contactMethods()) {
            if (method.contactMethodId().equals(contactMethodId)) {
                return method;
            }
        }
        return null;
    }
}
