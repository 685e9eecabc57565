package dev.greenlight.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localstack.tour.Tour;
import dev.greenlight.localstack.tour.TourSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The services against the broker and the registry that a cluster runs, in containers. */
@Tag("containers")
@Testcontainers(disabledWithoutDocker = true)
class ContainersIT {

    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    private static final int REGISTRY_PORT = 8080;

    @Container
    private static final KafkaContainer BROKER = new KafkaContainer("apache/kafka:4.3.1")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withStartupTimeout(Duration.ofMinutes(3));

    @Container
    private static final GenericContainer<?> REGISTRY = new GenericContainer<>("apicurio/apicurio-registry:3.3.3")
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp(CONFLUENT_API + "/subjects")
                    .forPort(REGISTRY_PORT)
                    .withStartupTimeout(Duration.ofMinutes(3)));

    @TempDir
    Path directory;

    @Test
    void startMakesAMemberAndStopATombstone() throws Exception {
        String registryUrl =
                "http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(REGISTRY_PORT) + CONFLUENT_API;
        var told = new ByteArrayOutputStream();
        try (var stack = LocalStack.startServices(
                StackSettings.onFreePorts(directory, directory, 4), BROKER.getBootstrapServers(), registryUrl)) {
            Tour.run(TourSettings.of(stack), new PrintStream(told, true, StandardCharsets.UTF_8));
        }

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("is a member")
                .contains("is gone");
    }
}
