package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.edit.EditPolicy;
import dev.greenlight.consent.domain.edit.Edited;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.PreferenceChange;
import dev.greenlight.consent.domain.edit.Selection;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.EditedMapper;
import dev.greenlight.consent.stored.StoredBatchEditStep;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredEditPhase;
import dev.greenlight.consent.stored.StoredEdited;
import dev.greenlight.consent.topology.BatchEditQueries.EditedCustomer;
import dev.greenlight.consent.topology.BatchEditQueries.Page;
import dev.greenlight.consent.topology.BatchEditQueries.Place;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads in the stores of one part whom an edit changes. */
final class BatchEditReader {

    /** The most records that a page is looked for in; those that the edit does not change are passed over. */
    static final int READ_AT_ONCE = 5_000;

    private final StoredBatchEditStep step;
    private final ReadOnlyKeyValueStore<String, StoredCustomer> customers;
    private final ReadOnlyKeyValueStore<String, StoredEdited> edited;
    private final Selection selection;
    private final Set<Preference> on;

    /** @param step the first one of the newest run in this part */
    BatchEditReader(
            StoredBatchEditStep step,
            ReadOnlyKeyValueStore<String, StoredCustomer> customers,
            ReadOnlyKeyValueStore<String, StoredEdited> edited) {
        this.step = step;
        this.customers = customers;
        this.edited = edited;
        selection = BatchEditMapper.fromStored(step.getSelection());
        on = BatchEditMapper.preferences(step.getPreferences());
    }

    /** @param parts how many there are */
    Page read(Place from, int most, int parts) {
        List<EditedCustomer> found = new ArrayList<>();
        List<String> keys = keys(from.after());
        for (String key : keys) {
            List<PreferenceChange> changes = isPreview() ? preview(customers.get(key)) : done(edited.get(key));
            String customerId = NextKeys.id(key, step.getTenant());
            if (!changes.isEmpty()) {
                found.add(new EditedCustomer(customerId, changes));
            }
            if (found.size() == most) {
                return new Page(found, new Place(from.part(), customerId));
            }
        }
        if (keys.size() == READ_AT_ONCE) {
            return new Page(found, new Place(from.part(), NextKeys.id(keys.getLast(), step.getTenant())));
        }
        int next = from.part() + 1;
        return new Page(found, next < parts ? new Place(next, "") : null);
    }

    private List<String> keys(String after) {
        if (!isPreview()) {
            return NextKeys.of(edited, step.getTenant(), after, READ_AT_ONCE);
        }
        if (!selection.namesCustomers()) {
            return NextKeys.of(customers, step.getTenant(), after, READ_AT_ONCE);
        }
        return selection.customerIds().stream()
                .filter(customerId -> customerId.compareTo(after) > 0)
                .map(customerId -> TopicKeys.ofCustomer(step.getTenant(), customerId))
                .toList();
    }

    private boolean isPreview() {
        return step.getPhase() == StoredEditPhase.PREVIEW;
    }

    private List<PreferenceChange> preview(@Nullable StoredCustomer stored) {
        Customer customer = CustomerMapper.fromStored(stored);
        if (customer == null
                || customer.merge() != null
                || (!selection.namesCustomers() && !selection.matches(customer.details()))) {
            return List.of();
        }
        return EditPolicy.changes(customer.details(), on);
    }

    private List<PreferenceChange> done(@Nullable StoredEdited stored) {
        if (stored == null || !stored.getEditId().equals(step.getEditId())) {
            return List.of();
        }
        Edited known = EditedMapper.fromStored(stored);
        return known.changes();
    }
}
