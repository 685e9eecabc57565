package dev.greenlight.eligibility.topology;

import dev.greenlight.schemas.pace.LiveTraffic;
import dev.greenlight.schemas.pace.PacedBacklog;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Shares out the time of a thread that nobody waits for among its tasks, one of them at a time: a slice, and then a
 * pause in which texts come first, long while somebody waits and short else.
 */
final class SpareTime {

    static final Duration SLICE = Duration.ofMillis(4);

    private static final long PAUSE_WHILE_LIVE = 8;
    private static final long PAUSE_WHILE_ALONE = 1;

    private final LiveTraffic traffic;
    private final LongSupplier nanoTime;
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

    SpareTime(LiveTraffic traffic) {
        this(traffic, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    SpareTime(LiveTraffic traffic, LongSupplier nanoTime) {
        this.traffic = traffic;
        this.nanoTime = nanoTime;
    }

    /** Whose turn it is on this thread, and when the next slice may begin. */
    private static final class Turn {
        private @Nullable Object worker;
        private long notBefore = Long.MIN_VALUE;
    }

    /** Whether the worker may begin a slice now; the first that asks keeps its turn until it gives it back. */
    boolean grant(Object worker, ProcessorContext<?, ?> context) {
        Turn turn = turns.get();
        if (turn.worker != null && turn.worker != worker) {
            return false;
        }
        if (turn.notBefore != Long.MIN_VALUE && nanoTime.getAsLong() - turn.notBefore < 0 && isPaced(context)) {
            return false;
        }
        turn.worker = worker;
        return true;
    }

    /** When the slice that begins now is over, for {@link #isOver}. */
    long begin() {
        return nanoTime.getAsLong();
    }

    boolean isOver(long begunAt) {
        return nanoTime.getAsLong() - begunAt >= SLICE.toNanos();
    }

    /** The slice has ended; the pause is as many times as long as it took. */
    void end(long begunAt) {
        long now = nanoTime.getAsLong();
        turns.get().notBefore = now + (now - begunAt) * (traffic.isLive() ? PAUSE_WHILE_LIVE : PAUSE_WHILE_ALONE);
    }

    /** The worker has nothing left to do, or is not here any more. */
    void giveBack(Object worker) {
        Turn turn = turns.get();
        if (turn.worker == worker) {
            turn.worker = null;
        }
    }

    /** Where the operator lets backlogs run without pauses, this does too. */
    private static boolean isPaced(ProcessorContext<?, ?> context) {
        Object set = context.appConfigs().get(PacedBacklog.PAUSE_MS);
        return set == null || TimeUnit.MILLISECONDS.toNanos(Long.parseLong(set.toString())) > 0;
    }
}
