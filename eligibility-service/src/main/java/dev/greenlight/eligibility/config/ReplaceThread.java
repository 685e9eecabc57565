package dev.greenlight.eligibility.config;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on after a failure, whatever it was: a broker that came back, or a bug that the operator has to see. The pause
 * before each new thread grows, so that a failure that repeats itself does not spin.
 */
final class ReplaceThread implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ReplaceThread.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;

    private final String lane;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicLong lastFailure = new AtomicLong(System.nanoTime());

    ReplaceThread(String lane) {
        this.lane = lane;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        long now = System.nanoTime();
        int failures = now - lastFailure.getAndSet(now) > QUIET.toNanos() ? reset() : failuresInARow.getAndIncrement();
        Duration pause = pauseAfter(failures);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        // without messages: what went wrong may quote what was being worked on
        log.error(
                "{}: a thread died of {} ({}); a new one starts in {} ms",
                lane,
                failure.getClass().getName(),
                root.getClass().getName(),
                pause.toMillis());
        LockSupport.parkNanos(pause.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    static Duration pauseAfter(int failuresInARow) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresInARow, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private int reset() {
        failuresInARow.set(1);
        return 0;
    }
}
