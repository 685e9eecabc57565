package dev.greenlight.consent.config;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.topology.StreamsLane;
import dev.greenlight.consent.topology.WarmUp;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Starts and stops the lanes, warms them up, and says when the service is ready. */
final class LanesLifecycle implements SmartLifecycle, HealthIndicator {

    private final List<StreamsLane> lanes;
    private final Ledger ledger;
    private final WarmUp warmUp;
    private volatile boolean warm;
    private volatile boolean running;

    LanesLifecycle(List<StreamsLane> lanes, Ledger ledger, WarmUp warmUp) {
        this.lanes = List.copyOf(lanes);
        this.ledger = ledger;
        this.warmUp = warmUp;
    }

    @Override
    public void start() {
        lanes.forEach(StreamsLane::start);
        ledger.start();
        // while the lanes join their groups and restore their stores
        warmUp.run();
        warm = true;
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        lanes.forEach(StreamsLane::stop);
        ledger.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the topics are known to be there, before the port is open; so it stops after the last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public Health health() {
        var health = warm && lanes.stream().allMatch(StreamsLane::isRunning) ? Health.up() : Health.outOfService();
        for (StreamsLane lane : lanes) {
            health.withDetail(lane.applicationId(), lane.streams().state().name());
        }
        return health.withDetail("warm", warm).build();
    }
}
