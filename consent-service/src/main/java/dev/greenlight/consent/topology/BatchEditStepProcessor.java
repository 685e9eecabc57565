package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.edit.EditCounts;
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
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Does one step of a batch edit: meets the next customers of this part and then sends itself the next step. A step is done
 * in one transaction with all that it changes, so a crash repeats none of it and leaves the next one on the log.
 */
final class BatchEditStepProcessor implements Processor<String, StoredBatchEditStep, String, SpecificRecord> {

    /** So few that a command which comes meanwhile waits some milliseconds, so many that few commits are waited for. */
    static final int CUSTOMERS_OF_A_STEP = 100;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, StoredCustomer> customers;
    private KeyValueStore<String, StoredEdited> edited;
    private KeyValueStore<String, StoredBatchEditStep> atHand;

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        customers = newContext.getStateStore(ConsentTopology.CUSTOMER_STORE);
        edited = newContext.getStateStore(ConsentTopology.EDITED_STORE);
        atHand = newContext.getStateStore(ConsentTopology.EDITS_AT_HAND_STORE);
    }

    @Override
    public void process(Record<String, StoredBatchEditStep> record) {
        if (record.value() == null) {
            throw new UnusableEventException("No step: the record has no value");
        }
        var step = new Step(record);
        if (record.value().getAfter().isEmpty()) {
            atHand.put(
                    CompanyEdits.key(record.value().getTenant(), record.value().getEditId()), record.value());
        }
        List<String> met = step.keys();
        met.forEach(step::meet);
        step.end(met);
        // the next step can be read only after that
        context.commit();
    }

    /** One step while it is done. */
    private final class Step {

        private final Record<String, StoredBatchEditStep> record;
        private final StoredBatchEditStep asked;
        private final Selection selection;
        private final Set<Preference> on;
        private EditCounts counts;

        Step(Record<String, StoredBatchEditStep> record) {
            this.record = record;
            asked = record.value();
            selection = BatchEditMapper.fromStored(asked.getSelection());
            on = BatchEditMapper.preferences(asked.getPreferences());
            counts = BatchEditMapper.fromStored(asked.getCounts());
        }

        /** The next customers of this part; fewer than a step could meet are the last. */
        List<String> keys() {
            String tenant = asked.getTenant();
            if (asked.getPhase() == StoredEditPhase.UNDO) {
                return NextKeys.of(edited, tenant, asked.getAfter(), CUSTOMERS_OF_A_STEP);
            }
            if (!selection.namesCustomers()) {
                return NextKeys.of(customers, tenant, asked.getAfter(), CUSTOMERS_OF_A_STEP);
            }
            return selection.customerIds().stream()
                    .filter(customerId -> customerId.compareTo(asked.getAfter()) > 0)
                    .limit(CUSTOMERS_OF_A_STEP)
                    .map(customerId -> TopicKeys.ofCustomer(tenant, customerId))
                    .toList();
        }

        void meet(String key) {
            // a customer that is named may be of another part, or of none
            Customer current = CustomerMapper.fromStored(customers.get(key));
            if (current != null) {
                switch (asked.getPhase()) {
                    case PREVIEW, APPLY -> edit(key, current);
                    case UNDO -> restore(key, current);
                    case UNKNOWN ->
                        throw new IllegalStateException("Written by a newer version of this service: upgrade first");
                }
            }
        }

        private void edit(String key, Customer current) {
            if (!selection.namesCustomers() && !selection.matches(current.details())) {
                return;
            }
            if (current.merge() != null) {
                counts = counts.withRefused();
                return;
            }
            List<PreferenceChange> changes = EditPolicy.changes(current.details(), on);
            counts = counts.with(changes);
            if (asked.getPhase() == StoredEditPhase.PREVIEW) {
                return;
            }
            if (changes.isEmpty()) {
                // an earlier edit cannot be undone where this one wants what that one made
                edited.delete(key);
                return;
            }
            edited.put(key, EditedMapper.toStored(new Edited(asked.getEditId(), changes, true)));
            publish(key, EditPolicy.edited(current, changes, asked.getAskedAt(), changedBy(", batch edit ")));
        }

        private void restore(String key, Customer current) {
            Edited done = EditedMapper.fromStored(Objects.requireNonNull(edited.get(key), "found just now"));
            if (!done.editId().equals(asked.getEditId())) {
                return;
            }
            edited.delete(key);
            if (current.merge() != null) {
                counts = counts.withRefused();
                return;
            }
            counts = counts.withRestored(done);
            if (!done.changes().isEmpty()) {
                publish(
                        key,
                        EditPolicy.restored(
                                current, done.changes(), asked.getAskedAt(), changedBy(", undo of batch edit ")));
            }
        }

        private String changedBy(String act) {
            return asked.getAskedBy() + act + asked.getEditId();
        }

        private void publish(String key, Customer after) {
            customers.put(key, CustomerMapper.toStored(after));
            String commandId =
                    "batch-edit " + asked.getPhase().name().toLowerCase(Locale.ROOT) + ' ' + asked.getEditId();
            var state =
                    CustomerMapper.toState(asked.getTenant(), NextKeys.id(key, asked.getTenant()), after, commandId);
            context.forward(new Record<>(key, state, record.timestamp(), record.headers()));
        }

        void end(List<String> met) {
            boolean done = met.size() < CUSTOMERS_OF_A_STEP;
            if (!done) {
                String last = NextKeys.id(met.getLast(), asked.getTenant());
                context.forward(record.withValue(BatchEditMapper.nextStep(asked, last, counts)));
            }
            context.forward(record.withValue(BatchEditMapper.progress(asked, done, counts)));
        }
    }
}
