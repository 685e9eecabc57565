package dev.greenlight.verification.simulator;

import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * One Streams application of a service.
 *
 * @param settings further Streams settings; those that the simulator needs are its own
 */
public record Lane(String applicationId, Steps steps, Map<String, String> settings) {

    /** The part of a topology class that adds the lane's steps. */
    @FunctionalInterface
    public interface Steps {
        void addTo(StreamsBuilder builder);
    }

    public static Lane of(String applicationId, Steps steps) {
        return new Lane(applicationId, steps, Map.of());
    }
}
