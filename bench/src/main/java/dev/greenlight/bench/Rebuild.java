package dev.greenlight.bench;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Takes everything away that eligibility-service has made for itself, and waits until it has made it again from the
 * topics of the others.
 */
final class Rebuild {

    private static final Set<String> GROUPS = Set.of("eligibility-service", "eligibility-service-customers");
    private static final Map<String, String> TO_READ = Map.of(
            EventTopic.CUSTOMER_STATE.name(), "eligibility-service-customers",
            EventTopic.CONSENT_STATE.name(), "eligibility-service",
            PrivateTopic.CONTACT_FLAGS.name(), "eligibility-service");
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Deployment deployment;

    Rebuild(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Seconds from the start of the process until it has read everything. */
    double seconds() throws InterruptedException {
        deployment.stopEligibility();
        try (var admin = Admin.create(Map.of("bootstrap.servers", deployment.bootstrapServers()))) {
            List<String> own = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith("eligibility-service") && topic.endsWith("-changelog"))
                    .toList();
            admin.deleteTopics(own).all().get();
            admin.deleteConsumerGroups(GROUPS).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not take away what eligibility-service has made", e);
        }
        delete(deployment.folder().resolve("state").resolve("eligibility-service"));
        delete(deployment.folder().resolve("state").resolve("eligibility-service-customers"));
        try (var backlog = new Backlog(deployment.bootstrapServers(), deployment.partitions(), TO_READ)) {
            long start = System.nanoTime();
            deployment.startEligibilityAgain();
            Waiting.until("everything is read", LONGEST, () -> backlog.size() < 1_000);
            double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            deployment.awaitAllHealthy();
            return seconds;
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
