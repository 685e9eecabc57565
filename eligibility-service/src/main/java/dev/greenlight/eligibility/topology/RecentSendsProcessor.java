package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.check.RecentSends;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.quiethours.FrequencyCap;
import dev.greenlight.eligibility.mapping.RecentSendsMapper;
import dev.greenlight.eligibility.stored.StoredMessageSent;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps what was sent to each address for as long as a limit can ask about it, and sweeps out the rest bit by bit. */
final class RecentSendsProcessor implements Processor<ContactKey, StoredMessageSent, Void, Void> {

    /** Each time there is a commit, so not often. */
    static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    /** A millisecond of work; more a day than anybody sends from one partition. */
    static final int SWEEP = 1_000;

    private final FrequencyCap widest;

    private ProcessorContext<Void, Void> context;
    private KeyValueStore<ContactKey, StoredRecentSends> store;
    private @Nullable ContactKey sweptTo;

    RecentSendsProcessor(FrequencyCap widest) {
        this.widest = widest;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(EligibilityTopology.RECENT_SENDS_STORE);
        sweptTo = null;
        processorContext.schedule(
                SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sweep(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<ContactKey, StoredMessageSent> record) {
        if (record.value() == null) {
            return;
        }
        RecentSends known = RecentSendsMapper.fromStore(store.get(record.key()));
        RecentSends now = known.and(
                RecentSendsMapper.fromRecord(record.value()),
                widest,
                Instant.ofEpochMilli(context.currentSystemTimeMs()));
        if (!now.equals(known)) {
            store.put(record.key(), RecentSendsMapper.toStore(now));
        }
    }

    private void sweep(Instant now) {
        try (KeyValueIterator<ContactKey, StoredRecentSends> rest = store.range(sweptTo, null)) {
            for (int looked = 0; looked < SWEEP && rest.hasNext(); looked++) {
                KeyValue<ContactKey, StoredRecentSends> entry = rest.next();
                sweptTo = entry.key;
                if (RecentSendsMapper.fromStore(entry.value).asOf(widest, now).isEmpty()) {
                    store.delete(entry.key);
                }
            }
            if (!rest.hasNext()) {
                sweptTo = null;
            }
        }
    }
}
