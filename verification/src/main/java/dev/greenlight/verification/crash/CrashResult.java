package dev.greenlight.verification.crash;

import dev.greenlight.verification.invariant.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came out of a crash run.
 *
 * @param outages one for each kill, from the kill to the first fresh output
 * @param answers to the webhooks, by status; 0 stands for none
 * @param breaches of invariants, and whatever else must not be
 */
public record CrashResult(
        int contacts, List<Outage> outages, Map<Integer, Integer> answers, int acknowledged, List<Violation> breaches) {

    /** The kill of one process. */
    public record Outage(CrashStack.Part part, Duration duration) {}

    /** The longest outage after the kill of a service, in seconds; 0 where none was killed. */
    public double outageOfServices() {
        return longest(false);
    }

    /** The longest outage after the kill of the broker, in seconds; 0 where it was not killed. */
    public double outageOfBroker() {
        return longest(true);
    }

    /** One line for each kill. */
    public List<String> lines() {
        return outages.stream()
                .map(outage -> "kill -9 of %s with %,d contacts: fresh output after %,d ms"
                        .formatted(outage.part(), contacts, outage.duration().toMillis()))
                .toList();
    }

    /** Writes the figures that were measured, by the names that the benchmarks use. */
    public void write(Path file) {
        var text = new StringBuilder("{\"contacts\":").append(contacts);
        if (outageOfServices() > 0) {
            text.append(String.format(Locale.ROOT, ",\"outage_service_s\":%.3f", outageOfServices()));
        }
        if (outageOfBroker() > 0) {
            text.append(String.format(Locale.ROOT, ",\"outage_broker_s\":%.3f", outageOfBroker()));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text.append("}\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double longest(boolean broker) {
        return outages.stream()
                        .filter(outage -> (outage.part() == CrashStack.Part.BROKER) == broker)
                        .mapToLong(outage -> outage.duration().toMillis())
                        .max()
                        .orElse(0)
                / 1_000.0;
    }
}
