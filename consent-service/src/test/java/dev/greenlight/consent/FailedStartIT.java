package dev.greenlight.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.TopicsNotReadyException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A service that cannot start says why, and leaves nothing running that would keep its process alive. */
@TestMethodOrder(OrderAnnotation.class)
class FailedStartIT {

    private static final int PARTITIONS = 2;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static EmbeddedKafkaKraftBroker broker;
    private static InProcessRegistry registry;

    @BeforeAll
    static void start() {
        broker = RealBroker.start(PARTITIONS);
        registry = new InProcessRegistry().registerAll();
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.destroy();
    }

    @Test
    @Order(1)
    void lanesThatStartedEarlyEndWhereThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> run("unheard", taken.getLocalPort())).isNotNull();
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(lanesOf("unheard")).isEmpty());
    }

    @Test
    @Order(2)
    void topicThatIsMissingIsNamedAndNoLaneStarts() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            admin.deleteTopics(List.of(EventTopic.NUMBER_BLOCKED.name())).all().get();
            await().atMost(SOON)
                    .until(() -> !admin.listTopics().names().get().contains(EventTopic.NUMBER_BLOCKED.name()));
        }

        assertThatThrownBy(() -> run("unfed", 0))
                .rootCause()
                .isInstanceOf(TopicsNotReadyException.class)
                .hasMessageContaining(EventTopic.NUMBER_BLOCKED.name());

        await().atMost(SOON).untilAsserted(() -> assertThat(lanesOf("unfed")).isEmpty());
    }

    private static void run(String instance, int port) {
        List<String> arguments =
                new ArrayList<>(RunningService.arguments(instance, folder.resolve(instance), broker, registry));
        arguments.add("--server.port=" + port);
        ConsentServiceApplication.application().run(arguments.toArray(String[]::new));
    }

    private static List<String> lanesOf(String instance) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("-" + instance + "-StreamThread"))
                .toList();
    }
}
