package dev.greenlight.consent.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Streams application that heals by itself: a thread that dies is replaced, after a pause that grows. */
public final class StreamsLane {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** After so long without a failure the pauses start from the shortest again. */
    private static final Duration HEALTHY_AFTER = Duration.ofMinutes(1);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(StreamsLane.class);

    private final String applicationId;
    private final StreamsConfig config;
    private final KafkaStreams streams;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong lastFailure = new AtomicLong(System.nanoTime());

    /**
     * @param settings of Streams, with application id
     * @param lane adds the sources, steps, stores and sinks
     */
    public StreamsLane(Properties settings, KafkaClientSupplier clients, Consumer<StreamsBuilder> lane) {
        config = new StreamsConfig(settings);
        applicationId = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        // only a builder that knows the settings refuses generated names
        var builder = new StreamsBuilder(new TopologyConfig(config));
        lane.accept(builder);
        streams = new KafkaStreams(builder.build(settings), config, clients);
        streams.setUncaughtExceptionHandler(this::replaceThread);
        streams.setStateListener((now, before) -> log.info("{} is {}, was {}", applicationId, now, before));
    }

    public void start() {
        streams.start();
    }

    /** Leaves the group, so that another instance takes over at once. */
    public void stop() {
        streams.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    public String applicationId() {
        return applicationId;
    }

    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** For queries and metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** What the lane runs with, defaults included. */
    public Map<String, ?> settings() {
        return config.values();
    }

    private StreamThreadExceptionResponse replaceThread(Throwable failure) {
        long now = System.nanoTime();
        boolean wasHealthy = now - lastFailure.getAndSet(now) > HEALTHY_AFTER.toNanos();
        int count = wasHealthy ? failures.updateAndGet(earlier -> 0) : failures.incrementAndGet();
        long pause = Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << Math.min(count, 10));
        log.error("A thread of {} died and is replaced after {} ms", applicationId, pause, failure);
        // on the dying thread: nothing else waits for it
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
