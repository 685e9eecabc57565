package dev.greenlight.schemas.pace;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether somebody waits for what this process does: told by {@link PromptCommit}, asked by {@link PacedBacklog}. The
 * lanes of a service share one.
 */
public final class LiveTraffic {

    /** Longer than the time between two texts of a company that is worth giving way to all the time. */
    static final Duration LATELY = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private volatile long lastSeenAt;

    public LiveTraffic() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    LiveTraffic(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSeenAt = nanoTime.getAsLong() - LATELY.toNanos();
    }

    void seen() {
        lastSeenAt = nanoTime.getAsLong();
    }

    /** Whether somebody waited lately. */
    public boolean isLive() {
        return nanoTime.getAsLong() - lastSeenAt < LATELY.toNanos();
    }
}
