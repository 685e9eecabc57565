package dev.greenlight.bench;

import dev.greenlight.consent.ConsentServiceApplication;
import dev.greenlight.eligibility.EligibilityServiceApplication;
import dev.greenlight.localstack.ChildJvm;
import dev.greenlight.localstack.LocalBroker;
import dev.greenlight.schemas.command.PrepareCluster;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import dev.greenlight.smsinbound.SmsInboundServiceApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * The product as it is deployed, on this machine: a broker and each service in a JVM of its own, so that each can be
 * killed and its memory read. The registry is in this JVM.
 */
final class Deployment implements AutoCloseable {

    /** Of the office of the company that texts are sent to. */
    static final String OFFICE_KEY = "bench-office-key";

    /** Of the office of another company. */
    static final String OTHER_OFFICE_KEY = "bench-other-office-key";

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String QUIET = "--logging.level.root=WARN";

    private final Path folder;
    private final int partitions;
    private final String serviceHeap;
    private final List<String> settings;
    private final InProcessRegistry registry = new InProcessRegistry();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int brokerPort = freePort();
    private final int webhookPort = freePort();
    private final int consentPort = freePort();
    private final int eligibilityPort = freePort();
    private List<String> consentCache = List.of();
    private List<String> eligibilityCache = List.of();
    private ChildJvm broker;
    private ChildJvm smsInbound;
    private ChildJvm consent;
    private ChildJvm eligibility;

    /**
     * @param folder for data, state and logs; new for each run
     * @param options partitions, heap and settings of the stream services
     */
    Deployment(Path folder, Options options) throws InterruptedException {
        this.folder = folder;
        this.partitions = options.partitions();
        this.serviceHeap = options.heap();
        this.settings = options.settings();
        broker = startBroker();
        broker.awaitReady(READY_WITHIN);
        new PrepareCluster(
                        Map.of("bootstrap.servers", bootstrapServers()),
                        new SchemaRegistry(registry.url(), null),
                        new Layout(partitions, (short) 1, 1))
                .run();
        consent = startConsent();
        awaitHealthy(consent, consentPort);
        eligibility = startEligibility();
        awaitHealthy(eligibility, eligibilityPort);
        smsInbound = startSmsInbound();
        awaitHealthy(smsInbound, webhookPort);
    }

    String bootstrapServers() {
        return LOOPBACK + ":" + brokerPort;
    }

    int partitions() {
        return partitions;
    }

    int webhookPort() {
        return webhookPort;
    }

    int consentPort() {
        return consentPort;
    }

    int eligibilityPort() {
        return eligibilityPort;
    }

    Path folder() {
        return folder;
    }

    /** A serde for the events of the shared topics. */
    <T extends SpecificRecord> EventSerde<T> serde() {
        return EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, registry.url()));
    }

    ChildJvm consent() {
        return consent;
    }

    ChildJvm eligibility() {
        return eligibility;
    }

    /** Kills the service without warning and starts it again at once; returns when the process is started. */
    void killAndRestartConsent() throws InterruptedException {
        consent.kill();
        consent = startConsent();
    }

    /** Kills the service without warning and starts it again at once; returns when the process is started. */
    void killAndRestartEligibility() throws InterruptedException {
        eligibility.kill();
        eligibility = startEligibility();
    }

    /** Kills the broker without warning and starts it again at once; returns when the process is started. */
    void killAndRestartBroker() throws InterruptedException {
        broker.kill();
        broker = startBroker();
    }

    /** Ends eligibility-service, so that what it keeps can be taken away. */
    void stopEligibility() {
        eligibility.close();
    }

    void startEligibilityAgain() {
        eligibility = startEligibility();
    }

    /** Ends what reads the texts, so that the webhooks have the machine for themselves. */
    void stopStreamServices() {
        eligibility.close();
        consent.close();
    }

    /** As in an update of the services: from then on each start uses what the image remembers of one. */
    void restartStreamServices() throws InterruptedException {
        stopStreamServices();
        consentCache =
                AotCache.train(ConsentServiceApplication.class, serviceHeap, arguments(consentPort, settings), folder);
        eligibilityCache = AotCache.train(
                EligibilityServiceApplication.class, serviceHeap, arguments(eligibilityPort, settings), folder);
        consent = startConsent();
        awaitHealthy(consent, consentPort);
        eligibility = startEligibility();
        awaitHealthy(eligibility, eligibilityPort);
    }

    void awaitAllHealthy() {
        awaitHealthy(consent, consentPort);
        awaitHealthy(eligibility, eligibilityPort);
        awaitHealthy(smsInbound, webhookPort);
    }

    @Override
    public void close() {
        for (ChildJvm child : List.of(smsInbound, eligibility, consent, broker)) {
            child.close();
        }
        registry.close();
    }

    /** A bare webhook on a port of its own, ready. */
    Bare bareWebhook() {
        int port = freePort();
        var child = ChildJvm.start(
                BareWebhook.class,
                folder.resolve("bare-webhook.log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                List.of("--server.port=" + port, "--bootstrap.servers=" + bootstrapServers(), QUIET),
                "Started ");
        awaitAnswer(child, "http://" + LOOPBACK + ":" + port + "/ready");
        return new Bare(child, port);
    }

    /** The process of a bare webhook and where it listens. */
    record Bare(ChildJvm child, int port) implements AutoCloseable {
        @Override
        public void close() {
            child.close();
        }
    }

    private ChildJvm startBroker() {
        return ChildJvm.start(
                LocalBroker.class,
                folder.resolve("broker.log"),
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"),
                List.of(folder.resolve("broker").toString(), Integer.toString(brokerPort)),
                LocalBroker.READY);
    }

    private ChildJvm startSmsInbound() {
        return service(
                SmsInboundServiceApplication.class,
                webhookPort,
                "256m",
                List.of(
                        "--greenlight.sms-inbound.public-url=" + publicUrl(),
                        "--greenlight.sms-inbound.tenants." + Contacts.TENANT + ".numbers=" + Contacts.SENDER,
                        "--greenlight.sms-inbound.tenants." + Contacts.TENANT + ".twilio.auth-tokens="
                                + WebhookRequests.AUTH_TOKEN),
                "-XX:+UseSerialGC");
    }

    /** What the gateway calls, without the path. */
    String publicUrl() {
        return "https://bench.example.test";
    }

    private ChildJvm startConsent() {
        return service(
                ConsentServiceApplication.class,
                consentPort,
                serviceHeap,
                settings,
                consentCache.toArray(String[]::new));
    }

    private ChildJvm startEligibility() {
        return service(
                EligibilityServiceApplication.class,
                eligibilityPort,
                serviceHeap,
                settings,
                eligibilityCache.toArray(String[]::new));
    }

    private ChildJvm service(Class<?> main, int port, String heap, List<String> own, String... flags) {
        return ChildJvm.start(
                main,
                folder.resolve(main.getSimpleName() + ".log"),
                Stream.concat(Stream.of("-Xmx" + heap), Stream.of(flags)).toList(),
                arguments(port, own),
                "Started ");
    }

    private List<String> arguments(int port, List<String> own) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--server.address=" + LOOPBACK,
                "--spring.kafka.bootstrap-servers=" + bootstrapServers(),
                "--spring.kafka.properties.schema.registry.url=" + registry.url(),
                "--greenlight.partitions=" + partitions,
                "--greenlight.state-dir=" + folder.resolve("state"),
                "--greenlight.instance-id=bench",
                "--greenlight.advertised-address=" + LOOPBACK + ":" + port,
                "--greenlight.security.api-keys[0].name=bench",
                "--greenlight.security.api-keys[0].sha256=" + sha256(OFFICE_KEY),
                "--greenlight.security.api-keys[0].tenant=" + Contacts.TENANT,
                "--greenlight.security.api-keys[0].roles=office",
                "--greenlight.security.api-keys[1].name=bench-other",
                "--greenlight.security.api-keys[1].sha256=" + sha256(OTHER_OFFICE_KEY),
                "--greenlight.security.api-keys[1].tenant=" + Contacts.OTHER_TENANT,
                "--greenlight.security.api-keys[1].roles=office",
                QUIET));
        arguments.addAll(own);
        return arguments;
    }

    private void awaitHealthy(ChildJvm service, int port) {
        awaitAnswer(service, "http://" + LOOPBACK + ":" + port + "/actuator/health/readiness");
    }

    private void awaitAnswer(ChildJvm child, String url) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        long giveUpAt = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isUp(request)) {
            if (!child.isAlive() || System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("No good answer from " + url + "; the logs are in " + folder);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean isUp(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    private static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port", e);
        }
    }
}
