package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.audience.EmailDifference;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.mapping.EmailChoiceMapper;
import dev.greenlight.eligibility.stored.StoredEmailChoice;
import dev.greenlight.eligibility.stored.StoredEmailStanding;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Chooses the email address that a customer is written to, and forwards what the audience does not show yet. */
final class EmailChoiceProcessor implements Processor<CustomerKey, StoredEmailStanding, CustomerKey, EmailDifference> {

    private ProcessorContext<CustomerKey, EmailDifference> context;
    private KeyValueStore<CustomerKey, StoredEmailChoice> choices;

    @Override
    public void init(ProcessorContext<CustomerKey, EmailDifference> processorContext) {
        context = processorContext;
        choices = processorContext.getStateStore(EligibilityTopology.EMAIL_CHOICE_STORE);
    }

    @Override
    public void process(Record<CustomerKey, StoredEmailStanding> record) {
        if (record.value() == null) {
            return;
        }
        EmailChoice known = EmailChoiceMapper.fromStore(choices.get(record.key()));
        EmailChoice.Decision decision = known.hear(EmailChoiceMapper.toNews(record.value()));
        if (!decision.choice().equals(known)) {
            choices.put(record.key(), EmailChoiceMapper.toStore(decision.choice()));
        }
        for (EmailDifference difference : decision.differences()) {
            long timestamp = Positions.timestampOf(difference.cause(), context);
            context.forward(new Record<>(record.key(), difference, timestamp));
        }
    }
}
