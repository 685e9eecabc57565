package dev.greenlight.schemas.pace;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Works off a backlog a third of the time: each slice of work is followed by a pause twice as long. A bulk import could fill every
 * processor of a small machine, and the texts of people would wait for one. Fresh records are not slowed.
 */
public final class PacedBacklog<K, V> implements ProcessorSupplier<K, V, K, V> {

    /** Older than anything that somebody waits for. */
    static final Duration OLD = Duration.ofSeconds(1);

    static final Duration SLICE = Duration.ofMillis(5);

    static final Duration PAUSE = Duration.ofMillis(10);

    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    private final ThreadLocal<Slice> slices = ThreadLocal.withInitial(Slice::new);

    public PacedBacklog() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param pause returns after so many nanoseconds
     */
    PacedBacklog(LongSupplier nanoTime, LongConsumer pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    @Override
    public Processor<K, V, K, V> get() {
        return new Step();
    }

    /** What the tasks of a thread have worked together since its last pause. */
    private final class Slice {
        private long startedAt = nanoTime.getAsLong();

        private void pauseAtItsEnd() {
            if (nanoTime.getAsLong() - startedAt >= SLICE.toNanos()) {
                pause.accept(PAUSE.toNanos());
                startedAt = nanoTime.getAsLong();
            }
        }
    }

    private final class Step implements Processor<K, V, K, V> {

        private ProcessorContext<K, V> context;
        private Slice slice;

        @Override
        public void init(ProcessorContext<K, V> newContext) {
            context = newContext;
            slice = slices.get();
        }

        @Override
        public void process(Record<K, V> record) {
            context.forward(record);
            if (context.currentSystemTimeMs() - record.timestamp() >= OLD.toMillis()) {
                slice.pauseAtItsEnd();
            }
        }
    }
}
