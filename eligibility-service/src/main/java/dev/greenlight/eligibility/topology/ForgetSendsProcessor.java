package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import dev.greenlight.schemas.consent.ConsentState;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Forgets what was sent to an address when the address is erased. */
final class ForgetSendsProcessor implements Processor<ContactKey, ConsentState, Void, Void> {

    private KeyValueStore<ContactKey, StoredRecentSends> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(EligibilityTopology.RECENT_SENDS_STORE);
    }

    @Override
    public void process(Record<ContactKey, ConsentState> record) {
        if (record.value() == null) {
            store.delete(record.key());
        }
    }
}
