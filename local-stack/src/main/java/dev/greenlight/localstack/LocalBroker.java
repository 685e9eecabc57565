package dev.greenlight.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real single-node Kafka in this JVM. Its records outlive it: started again on the same directory, after a stop
 * or a kill, it has them all.
 *
 * <p>It listens on the loopback interface only and asks for no credentials.
 */
public final class LocalBroker implements AutoCloseable {

    /** What {@link #main} prints on a line of its own, followed by the bootstrap address, once clients can connect. */
    public static final String READY = "Broker ready at ";

    private static final String LISTENER = "PLAINTEXT";
    private static final String CONTROLLER = "CONTROLLER";

    /**
     * What differs from Kafka's defaults: one node, small internal topics, no topic nobody asked for, and no waiting.
     * The rules that a cluster needs (replication 3, two in-sync replicas) are in {@code docs/running.md}.
     */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("listener.security.protocol.map", LISTENER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "1000"),
            // After a kill it waits for its own registration to expire: 9 s by default.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // The transaction of a killed service blocks its readers until it is aborted: looked for every 10 s by
            // default.
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            // An offset commit is part of every transaction: waiting for company would delay each STOP.
            Map.entry("group.coordinator.append.linger.ms", "0"),
            // A transaction that begins while the last one is still being marked is looked at again after 20 ms by
            // default.
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private LocalBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * <p>Look at {@link Ports} first: on a port that is taken Kafka ends the JVM.
     *
     * @param directory where records are kept; created where it is missing
     * @param port where clients connect, or 0 for a free one
     */
    public static LocalBroker start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * As {@link #start(Path, int)}, with settings that win over those it has, such as other security of its listener.
     *
     * @param own as Kafka's broker names them; the clients' listener is called PLAINTEXT whatever it speaks
     */
    public static LocalBroker start(Path directory, int port, Map<String, String> own) {
        int clientPort = port == 0 ? Ports.free() : port;
        String address = Ports.LOOPBACK + ":" + clientPort;
        String controller = Ports.LOOPBACK + ":" + Ports.free();

        var settings = new Properties();
        settings.putAll(SETTINGS);
        settings.put("listeners", LISTENER + "://" + address + "," + CONTROLLER + "://" + controller);
        settings.put("advertised.listeners", LISTENER + "://" + address);
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("log.dirs", directory.toString());
        settings.putAll(own);

        formatOnce(directory);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new LocalBroker(server, address);
    }

    /** For clients: {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops within about a second; the records stay. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatOnce(Path directory) {
        try {
            Files.createDirectories(directory);
            if (Files.exists(directory.resolve("meta.properties"))) {
                return;
            }
            var formatter = new Formatter();
            formatter.setClusterId(Uuid.randomUuid().toString());
            formatter.setNodeId(1);
            formatter.addDirectory(directory.toString());
            formatter.setMetadataLogDirectory(directory.toString());
            formatter.setControllerListenerName(CONTROLLER);
            formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            formatter.setReleaseVersion(MetadataVersion.LATEST_PRODUCTION);
            formatter.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the broker's directory " + directory, e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare the broker's directory " + directory, e);
        }
    }

    /**
     * A broker in a JVM of its own, so that a test can kill it. It ends when its parent process does.
     *
     * @param arguments the directory and the port
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2) {
            System.err.println("Usage: LocalBroker <directory> <port>");
            System.exit(2);
        }
        var broker = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        ProcessHandle.current().parent().ifPresent(parent -> {
            var unused = parent.onExit().thenRun(() -> System.exit(0));
        });
        System.out.println(READY + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }
}
