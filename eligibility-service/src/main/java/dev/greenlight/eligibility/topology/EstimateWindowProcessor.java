package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.stored.StoredCause;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredEstimateWindow;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes over for how long estimates count at a company, and looks at its customers with estimates again, a slice at a
 * time. How far it has come is state.
 */
final class EstimateWindowProcessor
        implements Processor<String, StoredCompanySettings, ContactKey, StoredContactFlags> {

    static final Duration EVERY = Duration.ofMillis(50);
    static final int SLICE = 100;

    private ProcessorContext<ContactKey, StoredContactFlags> context;
    private KeyValueStore<String, StoredEstimateWindow> windows;
    private EstimateBook book;
    private @Nullable Cancellable timer;

    @Override
    public void init(ProcessorContext<ContactKey, StoredContactFlags> processorContext) {
        context = processorContext;
        windows = processorContext.getStateStore(EligibilityTopology.ESTIMATE_WINDOWS_STORE);
        book = new EstimateBook(processorContext);
        timer = null; // a task that comes back after a rebalance has lost its timers
        if (next() != null) {
            startTimer();
        }
    }

    @Override
    public void process(Record<String, StoredCompanySettings> record) {
        StoredCompanySettings news = record.value();
        StoredCause cause = news == null ? null : news.getMarketingProSetBy();
        if (cause == null) {
            return;
        }
        StoredEstimateWindow known = windows.get(record.key());
        if (known != null && news.getRevision() <= known.getRevision()) {
            return;
        }
        int days = news.getUnsoldEstimateDays();
        if (known != null && known.getDays() == days) {
            windows.put(
                    record.key(),
                    StoredEstimateWindow.newBuilder(known)
                            .setRevision(news.getRevision())
                            .build());
            return;
        }
        boolean moves = known != null || days != EstimateBook.DAYS;
        windows.put(
                record.key(),
                new StoredEstimateWindow(
                        news.getRevision(), days, moves ? "" : null, cause.getEventId(), cause.getAt(), cause.getBy()));
        if (moves) {
            startTimer();
        }
    }

    private void startTimer() {
        if (timer == null) {
            timer = context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, now -> workOn());
        }
    }

    private void workOn() {
        KeyValue<String, StoredEstimateWindow> next = next();
        if (next != null) {
            workOn(next.key, next.value);
        } else if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void workOn(String tenant, StoredEstimateWindow window) {
        var cause = new Cause(window.getEventId(), window.getAt(), window.getBy());
        List<CustomerKey> slice = book.customersOf(tenant, String.valueOf(window.getAfter()), SLICE);
        slice.forEach(customer -> book.lookAgain(customer, cause));
        String after = slice.size() < SLICE ? null : slice.getLast().customerId();
        windows.put(
                tenant, StoredEstimateWindow.newBuilder(window).setAfter(after).build());
    }

    private @Nullable KeyValue<String, StoredEstimateWindow> next() {
        try (KeyValueIterator<String, StoredEstimateWindow> all = windows.all()) {
            while (all.hasNext()) {
                KeyValue<String, StoredEstimateWindow> each = all.next();
                if (each.value.getAfter() != null) {
                    return each;
                }
            }
        }
        return null;
    }
}
