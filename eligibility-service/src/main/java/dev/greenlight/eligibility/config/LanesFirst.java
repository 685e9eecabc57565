package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.topology.WarmUp;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Between the lanes and the web server: lets the lanes come back, then warms up the way of a STOP. After an outage
 * changes are waiting, so nothing else takes the processor before.
 */
final class LanesFirst implements SmartLifecycle {

    /** Long enough to join a group and restore some hundred thousand contacts; the rest is restored meanwhile. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final List<StreamsLane> lanes;
    private final WarmUp warmUp;
    private volatile boolean passed;

    LanesFirst(List<StreamsLane> lanes, WarmUp warmUp) {
        this.lanes = List.copyOf(lanes);
        this.warmUp = warmUp;
    }

    @Override
    public void start() {
        long until = System.nanoTime() + AT_MOST.toNanos();
        lanes.forEach(lane -> lane.awaitRunning(Duration.ofNanos(until - System.nanoTime())));
        warmUp.run();
        passed = true;
    }

    @Override
    public void stop() {
        passed = false;
    }

    @Override
    public boolean isRunning() {
        return passed;
    }

    @Override
    public int getPhase() {
        return StreamsLane.PHASE + 1;
    }
}
