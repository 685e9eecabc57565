package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.estimate.CustomerEstimates;
import dev.greenlight.eligibility.domain.estimate.EstimateNews;
import dev.greenlight.eligibility.mapping.EstimateMapper;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredEstimateNews;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes over what CRMs say about the estimates of customers, and lets each end when its window does. */
final class EstimateNewsProcessor
        implements Processor<CustomerKey, StoredEstimateNews, ContactKey, StoredContactFlags> {

    /** How late a window may end. */
    static final Duration EVERY = Duration.ofSeconds(5);

    /** Customers at each time at most, so that nothing waits long behind them. */
    static final int SLICE = 250;

    private ProcessorContext<ContactKey, StoredContactFlags> context;
    private EstimateBook book;
    private @Nullable Cancellable timer;

    @Override
    public void init(ProcessorContext<ContactKey, StoredContactFlags> processorContext) {
        context = processorContext;
        book = new EstimateBook(processorContext);
        timer = null; // a task that comes back after a rebalance has lost its timers
        if (book.isAnybodyLeft()) {
            startTimer();
        }
    }

    @Override
    public void process(Record<CustomerKey, StoredEstimateNews> record) {
        if (record.value() == null) {
            return;
        }
        EstimateNews news = EstimateMapper.toNews(record.value());
        CustomerEstimates known = book.of(record.key());
        CustomerEstimates current = known.heard(news);
        if (current.equals(known)) {
            return;
        }
        book.keep(record.key(), current, news::cause);
        startTimer();
    }

    /** A timer makes a commit each time, so there is none while no customer has estimates. */
    private void startTimer() {
        if (timer == null) {
            timer = context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, now -> endWindows());
        }
    }

    private void endWindows() {
        book.dueNow(SLICE).forEach(customer -> book.lookAgain(customer, null));
        if (timer != null && !book.isAnybodyLeft()) {
            timer.cancel();
            timer = null;
        }
    }
}
