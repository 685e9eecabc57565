package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.DirectMailDifference;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.mapping.CustomerMapper;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.schemas.consent.CustomerState;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Hears of a change of a customer record, and forwards what the audience of post does not show yet. */
final class DirectMailProcessor implements Processor<CustomerKey, CustomerState, CustomerKey, DirectMailDifference> {

    private ProcessorContext<CustomerKey, DirectMailDifference> context;
    private KeyValueStore<CustomerKey, StoredDirectMail> mails;

    @Override
    public void init(ProcessorContext<CustomerKey, DirectMailDifference> processorContext) {
        context = processorContext;
        mails = processorContext.getStateStore(EligibilityTopology.DIRECT_MAIL_STORE);
    }

    @Override
    public void process(Record<CustomerKey, CustomerState> record) {
        DirectMail known = DirectMailMapper.fromStore(mails.get(record.key()));
        Cause cause = CustomerMapper.toCause(record.value(), Positions.of(context, record));
        DirectMail.Decision decision = known.hear(DirectMailMapper.toNews(record.value()), cause);
        if (!decision.mail().equals(known)) {
            mails.put(record.key(), DirectMailMapper.toStore(decision.mail()));
        }
        DirectMailDifference difference = decision.difference();
        if (difference != null) {
            // without the record's headers: they belong to the request that changed the customer
            context.forward(new Record<>(record.key(), difference, Positions.timestampOf(cause, context)));
        }
    }
}
