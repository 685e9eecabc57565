package dev.greenlight.eligibility.config;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** One Kafka Streams application, started and stopped with the service. */
final class StreamsLane implements SmartLifecycle, AutoCloseable {

    /** Before the web server listens; stopped after it. */
    static final int PHASE = 0;

    private static final Logger log = LoggerFactory.getLogger(StreamsLane.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final String DROPPED_RECORDS = "dropped-records-total";

    private final String name;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private volatile boolean running;

    StreamsLane(String name, KafkaStreams streams, MeterRegistry meters) {
        this.name = name;
        this.streams = streams;
        this.metrics = new KafkaStreamsMetrics(streams, Tags.of("lane", name));
        streams.setUncaughtExceptionHandler(new ReplaceThread(name));
        streams.setStateListener((now, before) -> log.info("{}: {} after {}", name, now, before));
        metrics.bindTo(meters);
        FunctionCounter.builder("greenlight.dead.letters", streams, StreamsLane::deadLetters)
                .description("Records that could not be read and went to the dead-letter topic")
                .tag("lane", name)
                .register(meters);
    }

    KafkaStreams streams() {
        return streams;
    }

    String name() {
        return name;
    }

    /** Also before the lifecycle begins; then it does nothing more. */
    @Override
    public void start() {
        if (!running) {
            streams.start();
            running = true;
        }
    }

    @Override
    public void stop() {
        running = false;
        // leaves the group, so that the others do not wait for the session to time out
        streams.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        metrics.close();
    }

    /** Also frees the clients of a lane that was never started, because something else refused to. */
    @Override
    public void close() {
        streams.close(CLOSE_WITHIN);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private static double deadLetters(KafkaStreams streams) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(DROPPED_RECORDS))
                .map(Metric::metricValue)
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .sum();
    }
}
