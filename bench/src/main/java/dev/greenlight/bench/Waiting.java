package dev.greenlight.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition by looking at it, and says what it waited for in vain. */
final class Waiting {

    private Waiting() {}

    static void until(String what, Duration atMost, BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("After " + atMost.toSeconds() + " s it is still not true that " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
