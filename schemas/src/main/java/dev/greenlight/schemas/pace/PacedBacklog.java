package dev.greenlight.schemas.pace;

import dev.greenlight.schemas.topic.EventHeaders;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Works off a backlog an eighth of the time while somebody waits for this process, and most of the time else: each slice of work
 * is followed by a pause. A bulk import could fill every processor of a small machine, and the texts of people would wait for
 * one. Fresh records are not slowed, unless they say that they belong to a long list ({@link EventHeaders#BULK}).
 * The setting {@value #PAUSE_MS} of the Streams application is the longest pause, 0 for none.
 */
public final class PacedBacklog<K, V> implements ProcessorSupplier<K, V, K, V> {

    /** How long the pause after a slice of 5 ms is while somebody waits, in milliseconds; 35 if it is not set. */
    public static final String PAUSE_MS = "greenlight.backlog.pause.ms";

    /** Older than anything that somebody waits for. */
    static final Duration OLD = Duration.ofSeconds(1);

    static final Duration SLICE = Duration.ofMillis(5);

    static final Duration PAUSE = Duration.ofMillis(35);

    /** The next text can come at any moment: it is not met by a process that is busy with a list alone. */
    static final Duration PAUSE_WHILE_ALONE = Duration.ofMillis(2);

    private final ThreadLocal<Slice> slices;

    /** @param traffic says whether somebody waits */
    public PacedBacklog(LiveTraffic traffic) {
        this(traffic, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param traffic says whether somebody waits
     * @param nanoTime as {@link System#nanoTime}
     * @param pause returns after so many nanoseconds
     */
    PacedBacklog(LiveTraffic traffic, LongSupplier nanoTime, LongConsumer pause) {
        this.slices = ThreadLocal.withInitial(() -> new Slice(traffic, nanoTime, pause));
    }

    private PacedBacklog(ThreadLocal<Slice> slices) {
        this.slices = slices;
    }

    /** For another topic of the same lane: what a thread takes from either counts as one backlog. */
    public <L, W> PacedBacklog<L, W> together() {
        return new PacedBacklog<>(slices);
    }

    @Override
    public Processor<K, V, K, V> get() {
        return new Step();
    }

    /** What the tasks of a thread have worked together since its last pause. */
    private static final class Slice {
        private final LiveTraffic traffic;
        private final LongSupplier nanoTime;
        private final LongConsumer pause;
        private long startedAt;

        private Slice(LiveTraffic traffic, LongSupplier nanoTime, LongConsumer pause) {
            this.traffic = traffic;
            this.nanoTime = nanoTime;
            this.pause = pause;
            this.startedAt = nanoTime.getAsLong();
        }

        private void pauseAtItsEnd(long longest) {
            if (nanoTime.getAsLong() - startedAt >= SLICE.toNanos()) {
                pause.accept(traffic.isLive() ? longest : Math.min(longest, PAUSE_WHILE_ALONE.toNanos()));
                startedAt = nanoTime.getAsLong();
            }
        }
    }

    private final class Step implements Processor<K, V, K, V> {

        private ProcessorContext<K, V> context;
        private Slice slice;
        private long pauseNanos;

        @Override
        public void init(ProcessorContext<K, V> newContext) {
            context = newContext;
            slice = slices.get();
            Object set = newContext.appConfigs().get(PAUSE_MS);
            pauseNanos = set == null ? PAUSE.toNanos() : TimeUnit.MILLISECONDS.toNanos(Long.parseLong(set.toString()));
        }

        @Override
        public void process(Record<K, V> record) {
            context.forward(record);
            if (pauseNanos > 0 && (isOld(record) || EventHeaders.isBulk(record.headers()))) {
                slice.pauseAtItsEnd(pauseNanos);
            }
        }

        private boolean isOld(Record<K, V> record) {
            return context.currentSystemTimeMs() - record.timestamp() >= OLD.toMillis();
        }
    }
}
