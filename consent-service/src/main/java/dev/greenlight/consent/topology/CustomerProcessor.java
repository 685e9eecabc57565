package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerDecision;
import dev.greenlight.consent.domain.customer.CustomerPolicy;
import dev.greenlight.consent.domain.customer.MergePolicy;
import dev.greenlight.consent.domain.customer.MergeStep;
import dev.greenlight.consent.domain.customer.MergeStep.Absorb;
import dev.greenlight.consent.domain.edit.Edited;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.EditedMapper;
import dev.greenlight.consent.mapping.MergeMapper;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredEdited;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decides on every command about a customer; settings, which hold defaults for new ones, come by the same way. */
final class CustomerProcessor implements FixedKeyProcessor<String, SpecificRecord, DecidedCustomer> {

    private final Pseudonyms pseudonyms;
    private final Map<String, Choices> choicesByTenant = new HashMap<>();

    private FixedKeyProcessorContext<String, DecidedCustomer> context;
    private KeyValueStore<String, StoredCustomer> customers;
    private KeyValueStore<String, StoredTenantSettings> defaults;
    private KeyValueStore<String, StoredEdited> edited;
    private KeyValueStore<String, StoredErasedAddress> erased;

    CustomerProcessor(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedCustomer> newContext) {
        context = newContext;
        customers = newContext.getStateStore(ConsentTopology.CUSTOMER_STORE);
        defaults = newContext.getStateStore(ConsentTopology.DEFAULTS_STORE);
        edited = newContext.getStateStore(ConsentTopology.EDITED_STORE);
        erased = newContext.getStateStore(ConsentTopology.ERASED_STORE);
        choicesByTenant.clear();
        try (var all = defaults.all()) {
            all.forEachRemaining(entry -> remember(entry.value));
        }
    }

    @Override
    public void process(FixedKeyRecord<String, SpecificRecord> record) {
        if (record.value() instanceof StoredCustomerCommand command) {
            decide(record, command);
        } else if (record.value() instanceof StoredTenantSettings changed) {
            defaults.put(changed.getTenant(), changed);
            remember(changed);
        } else if (record.value() instanceof StoredErasedAddress mark) {
            erased.put(record.key(), mark);
        } else {
            // a mark that was lifted, or an erased command, of which nothing is left to decide on
            erased.delete(record.key());
        }
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, StoredCustomerCommand command) {
        String tenant = command.getTenant();
        String customerId = command.getCustomerId();
        if (!TopicKeys.ofCustomer(tenant, customerId).equals(record.key())) {
            throw new UnusableEventException("The key of the command does not name its company and its customer");
        }
        Customer current = CustomerMapper.fromStored(customers.get(record.key()));
        MergeStep step = MergeMapper.fromStored(command);
        CustomerCommand request = step == null ? CustomerMapper.fromStored(command) : null;
        if (request != null && ErasedAddresses.isNamed(erased, pseudonyms, tenant, request)) {
            context.forward(record.withValue(new DecidedCustomer(null, refused(record, command), null)));
            return;
        }
        CustomerDecision decision = request != null
                ? change(current, tenant, request)
                : MergePolicy.decide(current, customerId, Objects.requireNonNull(step));
        Customer after = decision.after();
        StoredCustomer stored = after == null ? null : CustomerMapper.toStored(after);
        if (stored != null) {
            customers.put(record.key(), stored);
        }
        if (decision.changed() || decision.outcome() == CommandOutcome.UNCHANGED || step instanceof Absorb) {
            spokenSince(record.key(), current, after, command);
        }
        CustomerState state = after != null && decision.changed()
                ? CustomerMapper.toState(tenant, customerId, after, command.getCommandId())
                : null;
        CommandOutcome outcome = decision.outcome();
        StoredCommandOutcome reply = outcome != null && CommandHeaders.isAwaited(record.headers())
                ? StoredCommandOutcome.newBuilder()
                        .setCommandId(command.getCommandId())
                        .setOutcome(OutcomeMapper.toStored(outcome))
                        // nobody is shown the record that a row of a list has made
                        .setCustomer(EventHeaders.isBulk(record.headers()) ? null : stored)
                        .build()
                : null;
        CustomerDecision.Next next = decision.next();
        StoredCustomerCommand nextCommand =
                next == null ? null : MergeMapper.toStored(tenant, next.customerId(), next.step());
        context.forward(record.withValue(new DecidedCustomer(state, reply, nextCommand)));
    }

    private CustomerDecision change(@Nullable Customer current, String tenant, CustomerCommand request) {
        return CustomerPolicy.decide(
                current, request, choicesByTenant.getOrDefault(tenant, TenantSettings.DEFAULTS.choices()));
    }

    private static @Nullable StoredCommandOutcome refused(
            FixedKeyRecord<String, SpecificRecord> record, StoredCustomerCommand command) {
        return CommandHeaders.isAwaited(record.headers())
                ? StoredCommandOutcome.newBuilder()
                        .setCommandId(command.getCommandId())
                        .setOutcome(OutcomeMapper.toStored(CommandOutcome.REFUSED))
                        .build()
                : null;
    }

    /** What somebody has said since a batch edit is not undone with it; a merge says everything. */
    private void spokenSince(
            String key, @Nullable Customer before, @Nullable Customer after, StoredCustomerCommand command) {
        StoredEdited done = before == null || after == null ? null : edited.get(key);
        if (done == null || before == null || after == null) {
            return;
        }
        Edited known = EditedMapper.fromStored(done);
        Edited left = MergeMapper.fromStored(command) == null
                ? known.after(CustomerMapper.fromStored(command), before.details(), after.details())
                : known.merged();
        edited.put(key, EditedMapper.toStored(left));
    }

    private void remember(StoredTenantSettings changed) {
        choicesByTenant.put(
                changed.getTenant(), SettingsMapper.fromStored(changed).choices());
    }
}
