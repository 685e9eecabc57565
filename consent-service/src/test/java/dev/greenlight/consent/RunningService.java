package dev.greenlight.consent;

import static org.awaitility.Awaitility.await;

import dev.greenlight.schemas.registry.InProcessRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The service as it is started for real, on a broker and a registry that are there already. */
record RunningService(ConfigurableApplicationContext context, Http http) implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /** Whoever may call the service. */
    record Key(String name, String secret, String tenant, String role) {}

    /** Returns before the service is ready. */
    static RunningService start(
            String instance,
            Path stateDirectory,
            EmbeddedKafkaKraftBroker broker,
            InProcessRegistry registry,
            List<Key> keys,
            String... settings)
            throws IOException {
        int port = freePort();
        List<String> all = new ArrayList<>(arguments(instance, stateDirectory, broker, registry));
        all.add("--server.port=" + port);
        all.add("--greenlight.advertised-address=localhost:" + port);
        for (int i = 0; i < keys.size(); i++) {
            String prefix = "--greenlight.security.api-keys[" + i + "].";
            all.add(prefix + "name=" + keys.get(i).name());
            all.add(prefix + "sha256=" + RealBroker.sha256(keys.get(i).secret()));
            all.add(prefix + "tenant=" + keys.get(i).tenant());
            all.add(prefix + "roles[0]=" + keys.get(i).role());
        }
        all.addAll(List.of(settings));
        return new RunningService(
                ConsentServiceApplication.application().run(all.toArray(String[]::new)), new Http(port));
    }

    /** Where everything is that a service needs. */
    static List<String> arguments(
            String instance, Path stateDirectory, EmbeddedKafkaKraftBroker broker, InProcessRegistry registry) {
        return List.of(
                "--greenlight.partitions=" + broker.getPartitionsPerTopic(),
                "--greenlight.instance-id=" + instance,
                "--greenlight.state-dir=" + stateDirectory,
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--spring.kafka.properties.[schema.registry.url]=" + registry.url());
    }

    RunningService awaitReady() {
        await().atMost(READY_WITHIN).until(this::isReady);
        return this;
    }

    boolean isReady() {
        return http.get("/actuator/health/readiness", null).status() == 200;
    }

    @Override
    public void close() {
        context.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
