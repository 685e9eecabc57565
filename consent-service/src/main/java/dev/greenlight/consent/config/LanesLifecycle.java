package dev.greenlight.consent.config;

import dev.greenlight.consent.ledger.Ledger;
import dev.greenlight.consent.topology.StreamsLane;
import dev.greenlight.consent.topology.WarmUp;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;

/**
 * Starts and stops the lanes, warms them up, and says when the service is ready. The lanes start as soon as their topics
 * are known to be there: they join their groups and restore their stores while the rest of the service is put together.
 */
final class LanesLifecycle implements InitializingBean, SmartLifecycle, HealthIndicator {

    private final List<StreamsLane> lanes;
    private final Ledger ledger;
    private final WarmUp warmUp;
    private final LogReadiness log;
    private volatile boolean warm;
    private volatile boolean running;

    LanesLifecycle(List<StreamsLane> lanes, Ledger ledger, WarmUp warmUp, LogReadiness log) {
        this.lanes = List.copyOf(lanes);
        this.ledger = ledger;
        this.warmUp = warmUp;
        this.log = log;
    }

    @Override
    public void afterPropertiesSet() {
        if (!endsBeforeAnythingRuns()) {
            log.verify();
            lanes.forEach(StreamsLane::start);
        }
    }

    /** The JVM's cache is made in a start that connects to nothing. */
    private static boolean endsBeforeAnythingRuns() {
        String exit = SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME);
        return DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(exit);
    }

    @Override
    public void start() {
        ledger.start();
        // while the lanes restore their stores
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

    /** Before the port is open; so it stops after the last request. */
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
