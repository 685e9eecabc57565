package dev.greenlight.verification.crash;

import dev.greenlight.localstack.ChildJvm;
import dev.greenlight.localstack.LocalBroker;
import dev.greenlight.schemas.command.PrepareCluster;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Broker and services, each in a process of its own, on the loopback interface. Whatever is killed comes back on the
 * same ports and directories. All processes end with {@link #close()}, and with this JVM.
 */
public final class CrashStack implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofSeconds(120);
    private static final String NEVER = "no line begins like this";

    /** One process. */
    public enum Part {
        BROKER(LocalBroker.class.getName()),
        SMS_INBOUND("dev.greenlight.smsinbound.SmsInboundServiceApplication"),
        CONSENT("dev.greenlight.consent.ConsentServiceApplication"),
        ELIGIBILITY("dev.greenlight.eligibility.EligibilityServiceApplication");

        private final String mainClass;

        Part(String mainClass) {
            this.mainClass = mainClass;
        }

        private String logFile() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".log";
        }
    }

    private final CrashSettings settings;
    private final String registryUrl;
    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private final Map<Part, ChildJvm> running = new EnumMap<>(Part.class);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Thread lastResort = new Thread(this::killAll, "kill-children");

    /** @param registryUrl any registry with the Confluent API; the stack registers its schemas there */
    public CrashStack(CrashSettings settings, String registryUrl) {
        this.settings = settings;
        this.registryUrl = registryUrl;
        deleteRecursively(settings.directory());
        for (Part part : Part.values()) {
            ports.put(part, freePort());
        }
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts everything and returns when all of it is ready. */
    public void start() throws InterruptedException {
        start(Part.BROKER);
        awaitReady(Part.BROKER);
        new PrepareCluster(
                        clientSettings(),
                        new SchemaRegistry(registryUrl, null),
                        new Layout(settings.partitions(), (short) 1, 1))
                .run();
        for (Part service : List.of(Part.CONSENT, Part.ELIGIBILITY, Part.SMS_INBOUND)) {
            start(service);
        }
        for (Part service : List.of(Part.CONSENT, Part.ELIGIBILITY, Part.SMS_INBOUND)) {
            awaitReady(service);
        }
    }

    public Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers(), "schema.registry.url", registryUrl);
    }

    public String bootstrapServers() {
        return address(Part.BROKER);
    }

    public URI webhook() {
        return URI.create("http://" + address(Part.SMS_INBOUND) + "/webhooks/generic/" + People.TENANT);
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill(Part part) throws InterruptedException {
        child(part).kill();
    }

    public boolean isAlive(Part part) {
        return child(part).isAlive();
    }

    /** As a supervisor would, at once; does not wait until it is ready. */
    public void start(Part part) {
        List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
        if (part != Part.BROKER) {
            flags.add("-Xmx" + heapMegabytes(part) + "m");
        } else {
            flags.add("-Xmx512m");
        }
        Path logs = settings.directory().resolve("logs");
        running.put(
                part,
                ChildJvm.start(classOf(part), logs.resolve(part.logFile()), flags, arguments(part), readyLine(part)));
    }

    /**
     * @throws IllegalStateException if the process has ended or does not get ready in time
     */
    public void awaitReady(Part part) throws InterruptedException {
        ChildJvm child = child(part);
        if (part == Part.BROKER) {
            child.awaitReady(START_WITHIN);
            return;
        }
        URI readiness = URI.create("http://" + address(part) + "/actuator/health/readiness");
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!answersOk(readiness)) {
            if (!child.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(part + " is not ready: see " + part.logFile() + " in "
                        + settings.directory().resolve("logs"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void killAll() {
        for (ChildJvm child : running.values()) {
            try {
                child.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<String> arguments(Part part) {
        if (part == Part.BROKER) {
            return List.of(settings.directory().resolve("broker").toString(), String.valueOf(ports.get(Part.BROKER)));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + ports.get(part),
                "--spring.main.banner-mode=off",
                "--logging.level.root=info",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers(),
                "--spring.kafka.properties.schema.registry.url=" + registryUrl,
                "--greenlight.partitions=" + settings.partitions(),
                "--greenlight.instance-id=crash",
                "--greenlight.advertised-address=" + address(part),
                "--greenlight.state-dir="
                        + settings.directory().resolve("state").resolve(part.name())));
        if (part == Part.SMS_INBOUND) {
            String tenant = "--greenlight.sms-inbound.tenants." + People.TENANT;
            arguments.add(tenant + ".numbers=" + People.TENANT_NUMBER);
            arguments.add(tenant + ".generic.secrets=" + SignedTexts.SECRET);
        }
        return arguments;
    }

    /** Enough for the known contacts, with what the JVM itself needs. */
    private int heapMegabytes(Part part) {
        int perThousand = part == Part.SMS_INBOUND ? 0 : 3 * settings.contacts() / 1_000;
        return 320 + perThousand;
    }

    private static String readyLine(Part part) {
        return part == Part.BROKER ? LocalBroker.READY : NEVER;
    }

    private String address(Part part) {
        return "127.0.0.1:" + ports.get(part);
    }

    private ChildJvm child(Part part) {
        ChildJvm child = running.get(part);
        if (child == null) {
            throw new IllegalStateException(part + " was never started");
        }
        return child;
    }

    private boolean answersOk(URI url) throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Class<?> classOf(Part part) {
        try {
            return Class.forName(part.mainClass);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Not on the class path: " + part.mainClass, e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteRecursively(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
