package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.topology.Reevaluations.Pass;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what companies have set up, and judges their contacts again, a slice at a time, so that no STOP waits
 * behind them. The same after a release with other rules, for all contacts.
 */
final class CompanySettingsProcessor implements Processor<String, StoredCompanySettings, ContactKey, Difference> {

    /** Often enough to use the time there is; a slice is not begun each time. */
    static final Duration EVERY = Duration.ofMillis(10);

    /** Contacts of a slice at most, however fast the machine. */
    static final int SLICE = 250;

    /** Behind every character that an address can have. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final SpareTime spareTime;
    private final NumberIndex index;

    private ProcessorContext<ContactKey, Difference> context;
    private KeyValueStore<ContactKey, StoredContactFacts> contacts;
    private ContactJudge judge;
    private Reevaluations reevaluations;
    private @Nullable Cancellable timer;
    private @Nullable Pass pass;
    private @Nullable KeyValueIterator<ContactKey, StoredContactFacts> rest;

    CompanySettingsProcessor(SpareTime spareTime, NumberIndex index) {
        this.spareTime = spareTime;
        this.index = index;
    }

    @Override
    public void init(ProcessorContext<ContactKey, Difference> processorContext) {
        context = processorContext;
        contacts = processorContext.getStateStore(EligibilityTopology.CONTACT_FACTS_STORE);
        judge = new ContactJudge(processorContext, index);
        reevaluations = new Reevaluations(processorContext);
        timer = null; // a task that comes back after a rebalance has lost its timers
        pass = null;
        rest = null;
        if (reevaluations.next().isPresent()) {
            startTimer();
        }
    }

    @Override
    public void close() {
        endPass();
    }

    @Override
    public void process(Record<String, StoredCompanySettings> record) {
        if (record.value() == null) {
            return;
        }
        Cause cause = judge.hear(record.key(), SettingsMapper.fromStore(record.value()));
        if (cause != null) {
            reevaluations.begin(record.key(), cause);
            endPass();
            startTimer();
        }
    }

    /** A timer makes a commit each time, so there is none while there is nothing to do. */
    private void startTimer() {
        if (timer == null) {
            timer = context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, now -> workOn());
        }
    }

    private void workOn() {
        if (!spareTime.grant(this, context)) {
            return;
        }
        long begunAt = spareTime.begin();
        Optional<Pass> next = pass == null ? reevaluations.next() : Optional.of(pass);
        if (next.isPresent()) {
            workOn(next.get(), begunAt);
            spareTime.end(begunAt);
        } else if (timer != null) {
            timer.cancel();
            timer = null;
            spareTime.giveBack(this);
        }
    }

    private void workOn(Pass current, long begunAt) {
        KeyValueIterator<ContactKey, StoredContactFacts> keys = rest == null ? contactsOf(current) : rest;
        rest = keys;
        String after = current.after();
        // at least one: the first slice may be over when the keys are there
        for (int judged = 0;
                keys.hasNext() && (judged == 0 || judged < SLICE && !spareTime.isOver(begunAt));
                judged++) {
            ContactKey key = keys.next().key;
            after = TopicKeys.ofAddress(key.tenant(), key.address());
            for (Difference difference : judge.again(key, current.cause())) {
                context.forward(new Record<>(key, difference, Positions.timestampOf(difference.cause(), context)));
            }
        }
        if (keys.hasNext()) {
            pass = new Pass(current.whose(), after, current.cause());
            reevaluations.reached(pass);
        } else {
            reevaluations.finished(current);
            endPass();
        }
    }

    /** Those that have not been judged. An iterator of a store in memory holds a copy of the keys: one at a time. */
    private KeyValueIterator<ContactKey, StoredContactFacts> contactsOf(Pass current) {
        ContactKey from = current.after().isEmpty() ? null : KeySerdes.toContact(current.after());
        if (current.whose().equals(Reevaluations.EVERYBODY)) {
            return contacts.range(from, null);
        }
        ContactKey first = from == null ? new ContactKey(current.whose(), "") : from;
        return contacts.range(first, new ContactKey(current.whose(), LAST));
    }

    private void endPass() {
        if (rest != null) {
            rest.close();
        }
        rest = null;
        pass = null;
        spareTime.giveBack(this);
    }
}
