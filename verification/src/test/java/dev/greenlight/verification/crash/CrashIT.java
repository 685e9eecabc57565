package dev.greenlight.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Real processes, real kills. {@code -Dcontacts=}, {@code -DtextsPerSecond=}, {@code -Drounds=} and
 * {@code -DbrokerRounds=} make it larger; the processes' logs are in {@code target/crash/logs}.
 */
class CrashIT {

    private static final Path DIRECTORY = Path.of("target", "crash").toAbsolutePath();

    @Test
    void killedServicesAndAKilledBrokerLoseNothingAndComeBackByThemselves() throws InterruptedException {
        CrashSettings settings = CrashSettings.fromSystemProperties(DIRECTORY);
        try (var registry = new InProcessRegistry()) {
            CrashResult result = CrashRun.run(settings, registry.url());

            result.lines().forEach(System.out::println);
            System.out.println("webhook answers: " + result.answers() + ", acknowledged " + result.acknowledged());
            result.write(Path.of("target", "crash-outages.json"));
            assertThat(result.breaches()).isEmpty();
            assertThat(result.answers().keySet())
                    .as("0 is no answer and 408 a request that came in too slowly: a gateway delivers both again")
                    .isSubsetOf(0, 200, 408, 503);
        }
    }
}
