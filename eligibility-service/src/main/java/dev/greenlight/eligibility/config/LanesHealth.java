package dev.greenlight.eligibility.config;

import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up only while every lane runs: not while state is restored, and not after the last thread died. */
final class LanesHealth implements HealthIndicator {

    private final List<StreamsLane> lanes;

    LanesHealth(List<StreamsLane> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    @Override
    public Health health() {
        boolean allRunning = lanes.stream().allMatch(lane -> lane.streams().state() == KafkaStreams.State.RUNNING);
        Health.Builder health = allRunning ? Health.up() : Health.outOfService();
        lanes.forEach(lane -> health.withDetail(lane.name(), lane.streams().state()));
        return health.build();
    }
}
