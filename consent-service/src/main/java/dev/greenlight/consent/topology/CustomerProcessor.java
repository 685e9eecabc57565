package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerDecision;
import dev.greenlight.consent.domain.customer.CustomerPolicy;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decides on every command about a customer; settings, which hold defaults for new ones, come by the same way. */
final class CustomerProcessor implements FixedKeyProcessor<String, SpecificRecord, DecidedCustomer> {

    private final Map<String, Choices> choicesByTenant = new HashMap<>();

    private FixedKeyProcessorContext<String, DecidedCustomer> context;
    private KeyValueStore<String, StoredCustomer> customers;
    private KeyValueStore<String, StoredTenantSettings> defaults;

    @Override
    public void init(FixedKeyProcessorContext<String, DecidedCustomer> newContext) {
        context = newContext;
        customers = newContext.getStateStore(ConsentTopology.CUSTOMER_STORE);
        defaults = newContext.getStateStore(ConsentTopology.DEFAULTS_STORE);
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
        } else {
            throw new UnusableEventException("No command: the record has no value");
        }
    }

    private void decide(FixedKeyRecord<String, SpecificRecord> record, StoredCustomerCommand command) {
        String tenant = command.getTenant();
        String customerId = command.getCustomerId();
        if (!TopicKeys.ofCustomer(tenant, customerId).equals(record.key())) {
            throw new UnusableEventException("The key of the command does not name its company and its customer");
        }
        CustomerDecision decision = CustomerPolicy.decide(
                CustomerMapper.fromStored(customers.get(record.key())),
                CustomerMapper.fromStored(command),
                choicesByTenant.getOrDefault(tenant, TenantSettings.DEFAULTS.choices()));
        Customer after = decision.after();
        StoredCustomer stored = after == null ? null : CustomerMapper.toStored(after);
        if (stored != null) {
            customers.put(record.key(), stored);
        }
        CustomerState state = after != null && decision.outcome().changesTheRecord()
                ? CustomerMapper.toState(tenant, customerId, after, command.getCommandId())
                : null;
        StoredCommandOutcome outcome = CommandHeaders.isAwaited(record.headers())
                ? new StoredCommandOutcome(
                        command.getCommandId(),
                        OutcomeMapper.toStored(decision.outcome()),
                        stored,
                        null,
                        null,
                        "",
                        null)
                : null;
        context.forward(record.withValue(new DecidedCustomer(state, outcome)));
    }

    private void remember(StoredTenantSettings changed) {
        choicesByTenant.put(
                changed.getTenant(), SettingsMapper.fromStored(changed).choices());
    }
}
