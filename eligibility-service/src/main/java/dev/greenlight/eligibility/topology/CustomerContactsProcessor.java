package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFlags;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerContacts;
import dev.greenlight.eligibility.domain.contact.CustomerContacts.Change;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.mapping.ContactFlagsMapper;
import dev.greenlight.eligibility.mapping.CustomerMapper;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredCustomerContacts;
import dev.greenlight.schemas.consent.CustomerState;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Compares a customer record with what it said before, and forwards to each address what is new there. */
final class CustomerContactsProcessor implements Processor<CustomerKey, CustomerState, ContactKey, StoredContactFlags> {

    private ProcessorContext<ContactKey, StoredContactFlags> context;
    private KeyValueStore<CustomerKey, StoredCustomerContacts> customers;
    private EstimateBook estimates;

    @Override
    public void init(ProcessorContext<ContactKey, StoredContactFlags> processorContext) {
        context = processorContext;
        customers = processorContext.getStateStore(EligibilityTopology.CUSTOMER_CONTACTS_STORE);
        estimates = new EstimateBook(processorContext);
    }

    @Override
    public void process(Record<CustomerKey, CustomerState> record) {
        CustomerKey customer = record.key();
        CustomerState state = record.value();
        CustomerContacts known = CustomerMapper.fromStore(customers.get(customer));
        CustomerContacts current = state == null
                ? known.deleted()
                : CustomerMapper.toContacts(state).withOpenEstimate(estimates.isShown(customer));
        if (current.isOlderThan(known)) {
            return;
        }
        Cause cause = CustomerMapper.toCause(state, Positions.of(context, record));
        long timestamp = Positions.timestampOf(cause, context);
        for (Change change : current.changesSince(known)) {
            var news = new ContactFlags(customer.customerId(), current.revision(), change.held(), cause);
            // without the record's headers: they belong to the request that changed the customer
            context.forward(new Record<>(
                    new ContactKey(customer.tenant(), change.address()), ContactFlagsMapper.toRecord(news), timestamp));
        }
        if (state == null) {
            estimates.forget(customer);
        }
        customers.put(customer, state == null ? null : CustomerMapper.toStore(current));
    }
}
