package dev.greenlight.eligibility.config;

import dev.greenlight.eligibility.topology.StoreLocation;
import java.nio.file.Path;
import org.apache.kafka.streams.state.HostInfo;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this service.
 *
 * @param partitions of every topic; what the prepare command was given
 * @param stateDir where Kafka Streams keeps its process id, and its stores when they are on disk; kept over restarts
 * @param instanceId the same at each start of this instance and different from every other instance's
 * @param advertisedAddress host and port under which the other instances reach this one's HTTP
 * @param stores where contacts are kept
 */
@ConfigurationProperties("greenlight")
public record EligibilityServiceProperties(
        @DefaultValue("12") int partitions,
        Path stateDir,
        String instanceId,
        String advertisedAddress,
        @DefaultValue("memory") StoreLocation stores) {

    /**
     * @throws IllegalArgumentException when the advertised address is not a host and a port
     */
    public EligibilityServiceProperties {
        if (HostInfo.buildFromEndpoint(advertisedAddress) == null) {
            throw new IllegalArgumentException("greenlight.advertised-address must be host:port");
        }
    }

    HostInfo self() {
        return HostInfo.buildFromEndpoint(advertisedAddress);
    }
}
