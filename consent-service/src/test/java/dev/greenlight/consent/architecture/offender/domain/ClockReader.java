package dev.greenlight.consent.architecture.offender.domain;

import java.time.Instant;
import org.apache.kafka.streams.StreamsConfig;

/** Breaks the rules of the domain on purpose. */
public final class ClockReader {

    private ClockReader() {}

    public static Instant now() {
        return Instant.now();
    }

    public static String key() {
        return StreamsConfig.APPLICATION_ID_CONFIG + new StreamsConfigHolder().config();
    }

    /** A name that says nothing, and a dependency that the domain must not have. */
    static final class ConfigManager {}

    private static final class StreamsConfigHolder {

        String config() {
            return String.valueOf(StreamsConfig.configDef());
        }
    }
}
