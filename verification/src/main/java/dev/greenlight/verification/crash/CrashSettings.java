package dev.greenlight.verification.crash;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a crash run is set up.
 *
 * @param directory broker, state and logs; its content is not kept from run to run
 * @param contacts customers with one number each that are known, and opted in, before the load begins
 * @param activeContacts how many of them take part in the load; only what concerns them is compared one by one
 * @param hotNumbers how many numbers alternate between START and STOP and get half of all texts
 * @param textsPerSecond signed webhooks
 * @param rounds how often each service is killed
 * @param brokerRounds how often the broker is killed
 * @param partitions of every topic
 * @param recovery how long to wait for fresh output after a kill before the run has failed
 */
public record CrashSettings(
        Path directory,
        int contacts,
        int activeContacts,
        int hotNumbers,
        int textsPerSecond,
        int rounds,
        int brokerRounds,
        int partitions,
        Duration recovery) {

    /** From system properties {@code contacts}, {@code textsPerSecond}, {@code rounds}, {@code brokerRounds}. */
    public static CrashSettings fromSystemProperties(Path directory) {
        int contacts = Integer.getInteger("contacts", 20_000);
        return new CrashSettings(
                directory,
                contacts,
                Math.min(contacts, 2_000),
                20,
                Integer.getInteger("textsPerSecond", 200),
                Integer.getInteger("rounds", 1),
                Integer.getInteger("brokerRounds", 1),
                4,
                Duration.ofSeconds(180));
    }

    public CrashSettings withServicesOnly() {
        return withRounds(rounds, 0);
    }

    public CrashSettings withBrokerOnly() {
        return withRounds(0, Math.max(brokerRounds, 1));
    }

    private CrashSettings withRounds(int services, int brokers) {
        return new CrashSettings(
                directory,
                contacts,
                activeContacts,
                hotNumbers,
                textsPerSecond,
                services,
                brokers,
                partitions,
                recovery);
    }
}
