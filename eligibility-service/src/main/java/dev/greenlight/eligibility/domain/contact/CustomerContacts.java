package dev.greenlight.eligibility.domain.contact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one customer record, and what it says about each.
 *
 * @param revision the revision of the record; zero for one that was never seen
 * @param byAddress in the order of the record
 */
public record CustomerContacts(long revision, Map<String, ContactMethod> byAddress) {

    public static final CustomerContacts NONE = new CustomerContacts(0, Map.of());

    public CustomerContacts {
        byAddress = Collections.unmodifiableMap(new LinkedHashMap<>(byAddress));
    }

    /** One line of a record: an address and what the record says about it. */
    public record Entry(String address, ContactMethod method) {}

    /** What is new about one address; null where the address is not on the record any more. */
    public record Change(String address, @Nullable ContactMethod held) {}

    /** An address that stands on the record more than once is one contact, with the more restrictive of each flag. */
    public static CustomerContacts of(long revision, List<Entry> entries) {
        var combined = new LinkedHashMap<String, ContactMethod>();
        entries.forEach(entry -> combined.merge(entry.address(), entry.method(), ContactMethod::combinedWith));
        return new CustomerContacts(revision, combined);
    }

    /** The same with another answer to whether an estimate of the customer is open. */
    public CustomerContacts withOpenEstimate(boolean open) {
        var changed = new LinkedHashMap<String, ContactMethod>();
        byAddress.forEach((address, method) -> changed.put(address, method.with(Flag.OPEN_ESTIMATE, open)));
        return new CustomerContacts(revision, changed);
    }

    /** The record is gone. */
    public CustomerContacts deleted() {
        return new CustomerContacts(revision, Map.of());
    }

    public boolean isOlderThan(CustomerContacts other) {
        return revision < other.revision;
    }

    /** Every address that is new, different or gone: gone ones first, then in the order of the record. */
    public List<Change> changesSince(CustomerContacts earlier) {
        var changes = new ArrayList<Change>();
        earlier.byAddress.keySet().stream()
                .filter(address -> !byAddress.containsKey(address))
                .forEach(address -> changes.add(new Change(address, null)));
        byAddress.forEach((address, method) -> {
            if (!method.equals(earlier.byAddress.get(address))) {
                changes.add(new Change(address, method));
            }
        });
        return changes;
    }
}
