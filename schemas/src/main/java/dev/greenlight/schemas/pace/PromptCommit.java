package dev.greenlight.schemas.pace;

import dev.greenlight.schemas.topic.EventHeaders;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Commits soon after a fresh record, so that nobody waits for the commit interval of the lane. Old records are a
 * backlog, which is worked off fastest in long transactions: they wait for the interval, and so do those of a long
 * list ({@link EventHeaders#BULK}).
 */
public final class PromptCommit<K, V> implements ProcessorSupplier<K, V, K, V> {

    /** More than clocks of servers differ, and less than the age of a backlog that is worth the name. */
    static final Duration FRESH = Duration.ofSeconds(1);

    /** Time for company: a commit costs about as much for one record as for twenty. */
    static final Duration PAUSE = Duration.ofMillis(6);

    private final LiveTraffic traffic;
    private final ThreadLocal<Requests> requests = ThreadLocal.withInitial(Requests::new);

    /** @param traffic is told when somebody waits */
    public PromptCommit(LiveTraffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public Processor<K, V, K, V> get() {
        return new Step();
    }

    /** How many commits the tasks of a thread have asked for; each covers all of them. */
    private static final class Requests {
        private long count;
    }

    private final class Step implements Processor<K, V, K, V> {

        private ProcessorContext<K, V> context;
        private Requests ofThread;
        private long countBefore;
        private @Nullable Cancellable reminder;

        @Override
        public void init(ProcessorContext<K, V> newContext) {
            context = newContext;
            ofThread = requests.get();
            reminder = null; // a task that comes back after a rebalance has lost its timers
        }

        @Override
        public void process(Record<K, V> record) {
            context.forward(record);
            if (reminder == null && isAwaited(record)) {
                traffic.seen();
                countBefore = ofThread.count;
                reminder = context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> commit());
            }
        }

        private boolean isAwaited(Record<K, V> record) {
            return context.currentSystemTimeMs() - record.timestamp() < FRESH.toMillis()
                    && !EventHeaders.isBulk(record.headers());
        }

        private void commit() {
            if (ofThread.count == countBefore) {
                ofThread.count++;
                context.commit();
            }
            if (reminder != null) {
                reminder.cancel();
                reminder = null;
            }
        }
    }
}
