package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.mapping.OutcomeMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredEdited;
import dev.greenlight.consent.stored.StoredErasure;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Forgets a customer's record. Forgetting one that is not there is the same: a request may have been repeated. */
final class CustomerErasureProcessor implements FixedKeyProcessor<String, StoredErasure, StoredCommandOutcome> {

    private FixedKeyProcessorContext<String, StoredCommandOutcome> context;
    private KeyValueStore<String, StoredCustomer> customers;
    private KeyValueStore<String, StoredEdited> edited;

    @Override
    public void init(FixedKeyProcessorContext<String, StoredCommandOutcome> newContext) {
        context = newContext;
        customers = newContext.getStateStore(ConsentTopology.CUSTOMER_STORE);
        edited = newContext.getStateStore(ConsentTopology.EDITED_STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, StoredErasure> record) {
        StoredErasure command = record.value();
        if (command == null) {
            // it was carried out, and its own record erased
            return;
        }
        OwnKey.require(record.key(), command.getTenant(), command.getSubject());
        customers.delete(record.key());
        edited.delete(record.key());
        context.forward(record.withValue(StoredCommandOutcome.newBuilder()
                .setCommandId(command.getCommandId())
                .setOutcome(OutcomeMapper.toStored(CommandOutcome.UPDATED))
                .build()));
    }
}
