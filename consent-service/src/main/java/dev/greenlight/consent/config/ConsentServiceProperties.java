package dev.greenlight.consent.config;

import java.util.List;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this service.
 *
 * @param partitions of every topic; what the prepare command was given
 * @param stateDir where the lanes keep what they have on disk; not shared between instances
 * @param instanceId of this instance, the same after a restart and another one for each instance
 * @param advertisedAddress {@code host:port} by which other instances reach this one
 * @param security who may ask for what
 * @param ledger how the ledger is written
 * @param erasure how people are forgotten
 */
@ConfigurationProperties("greenlight")
public record ConsentServiceProperties(
        @DefaultValue("12") int partitions,
        String stateDir,
        String instanceId,
        String advertisedAddress,
        @DefaultValue Security security,
        @DefaultValue Ledger ledger,
        @DefaultValue Erasure erasure) {

    /**
     * @param key 32 secret bytes in hexadecimal, the same for all instances and for ever: what erased addresses are
     *     recognised by; unset: nothing can be erased
     */
    public record Erasure(@Nullable String key) {

        /** Says nothing of the key. */
        @Override
        public String toString() {
            return "Erasure[key=" + (key == null ? "unset]" : "***]");
        }
    }

    /**
     * @param saltKey 32 secret bytes in hexadecimal, the same for all instances, from which the salts of personal fields
     *     are made; unset: made up at each start and never written down
     */
    public record Ledger(@Nullable String saltKey) {

        /** Says nothing of the key. */
        @Override
        public String toString() {
            return "Ledger[saltKey=" + (saltKey == null ? "unset]" : "***]");
        }
    }

    /**
     * @param apiKeys used where no issuer of JWTs is configured
     */
    public record Security(@DefaultValue List<ApiKey> apiKeys) {}

    /**
     * One key. Keys are 32 random bytes, so a fast hash is right.
     *
     * @param name who it was given to; stands in customer records and settings as the one who changed them
     * @param sha256 of the key, in hexadecimal
     * @param tenant that it is good for, or {@code *}; unset: none
     * @param roles {@code office}, {@code campaign}, {@code admin}
     */
    public record ApiKey(
            String name,
            String sha256,
            @Nullable String tenant,
            @DefaultValue List<String> roles) {}

    /**
     * @throws IllegalArgumentException when the advertised address is not {@code host:port}
     */
    HostInfo self() {
        HostInfo self = HostInfo.buildFromEndpoint(advertisedAddress);
        if (self == null) {
            throw new IllegalArgumentException("greenlight.advertised-address is not host:port");
        }
        return self;
    }
}
