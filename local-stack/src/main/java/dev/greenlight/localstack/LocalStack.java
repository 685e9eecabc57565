package dev.greenlight.localstack;

import dev.greenlight.schemas.command.PrepareCluster;
import dev.greenlight.schemas.registry.SchemaRegistry;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import dev.greenlight.schemas.topic.TopicsNotReadyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;

/** The whole of Greenlight on one machine: a broker, a registry, topics and schemas, and the services in one JVM. */
public final class LocalStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(90);
    private static final Duration SERVICE_PATIENCE = Duration.ofMinutes(2);
    private static final int ONLY_COPY = 1;

    private final StackSettings settings;
    private final DevCredentials credentials;

    /** What runs, the latest first: closed in this order. */
    private final Deque<Runnable> stops = new ConcurrentLinkedDeque<>();

    private volatile boolean closing;

    private LocalStack(StackSettings settings, DevCredentials credentials) {
        this.settings = settings;
        this.credentials = credentials;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws StackNotStartedException with the reason; whatever had started is stopped again
     */
    public static LocalStack start(StackSettings settings) throws InterruptedException {
        settings.requireFreePorts();
        return new LocalStack(settings, DevCredentials.in(settings.directory())).started(LocalStack::startAll);
    }

    /**
     * Starts the services only, against a broker and a registry that run elsewhere and ask for no credentials.
     *
     * @throws StackNotStartedException with the reason; whatever had started is stopped again
     */
    public static LocalStack startServices(StackSettings settings, String bootstrapServers, String registryUrl)
            throws InterruptedException {
        settings.requireFreePorts();
        return new LocalStack(settings, DevCredentials.in(settings.directory()))
                .started(stack -> stack.startServices(bootstrapServers, registryUrl));
    }

    private LocalStack started(Start start) throws InterruptedException {
        try {
            start.on(this);
            return this;
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    public StackSettings settings() {
        return settings;
    }

    public DevCredentials credentials() {
        return credentials;
    }

    private void startAll() throws InterruptedException {
        var directory = settings.directory();
        var registry = LocalRegistry.start(
                settings.registryHome(), directory.resolve("registry"), settings.port(Component.REGISTRY));
        stops.push(registry::close);
        var broker = LocalBroker.start(directory.resolve("broker"), settings.port(Component.BROKER));
        stops.push(broker::close);
        registry.awaitReady(REGISTRY_PATIENCE);
        registry.onEnd(() -> {
            if (!closing) {
                LOG.error("The schema registry has ended by itself; stop the stack and start it again");
            }
        });
        startServices(broker.bootstrapServers(), registry.url());
    }

    private void startServices(String bootstrapServers, String registryUrl) throws InterruptedException {
        shareLogging();
        prepare(bootstrapServers, registryUrl);
        List<HostedService> started =
                startTogether(new HostedServices(settings, credentials, bootstrapServers, registryUrl));
        for (HostedService service : started) {
            service.awaitReady(SERVICE_PATIENCE);
        }
        RunningStack.of(settings, bootstrapServers, registryUrl).announce(settings.directory());
        stops.push(() -> RunningStack.withdraw(settings.directory()));
    }

    /** A service that waits, or warms up on one core, leaves the other one to the next. */
    private List<HostedService> startTogether(HostedServices services) throws InterruptedException {
        List<Future<HostedService>> starting;
        try (var threads = Executors.newCachedThreadPool()) {
            starting = HostedServices.all().stream()
                    .map(component -> threads.submit(() -> services.start(component)))
                    .toList();
        }
        List<HostedService> started = new ArrayList<>();
        RuntimeException failure = null;
        for (Future<HostedService> service : starting) {
            try {
                started.add(service.get());
                stops.push(started.getLast()::close);
            } catch (ExecutionException e) {
                failure = asFailure(e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
        return started;
    }

    private static RuntimeException asFailure(@Nullable Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** One configuration, {@code logback.xml}, for all: else each service would set up logging again, over the others. */
    private static void shareLogging() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private void prepare(String bootstrapServers, String registryUrl) {
        try {
            new PrepareCluster(
                            Map.of("bootstrap.servers", bootstrapServers),
                            new SchemaRegistry(registryUrl, null),
                            new Layout(settings.partitions(), (short) ONLY_COPY, ONLY_COPY))
                    .run();
        } catch (TopicsNotReadyException | KafkaException e) {
            throw new StackNotStartedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stops the services, then the broker, then the registry. Calling it again does nothing. */
    @Override
    public synchronized void close() {
        closing = true;
        while (!stops.isEmpty()) {
            try {
                stops.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("A part of the stack did not stop cleanly", e);
            }
        }
    }

    /**
     * Runs until it is told to stop (Ctrl-C). Options: see {@code docs/running.md}.
     *
     * <p>Ends with code 2 for options it cannot use, 1 when something does not start.
     */
    public static void main(String[] arguments) throws InterruptedException {
        long began = System.nanoTime();
        try {
            var settings = StackSettings.of(Options.parse(arguments));
            System.out.println("Starting Greenlight in " + settings.directory() + " ...");
            settings.requireFreePorts();
            var stack = new LocalStack(settings, DevCredentials.in(settings.directory()));
            // before the start: a registry that outlives a Ctrl-C would be in the way of the next run
            Runtime.getRuntime().addShutdownHook(new Thread(stack::stopTalking, "stop-stack"));
            stack.started(LocalStack::startAll);
            System.out.println(StackReport.of(stack, Duration.ofNanos(System.nanoTime() - began)));
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            System.err.println("greenlight run: " + e.getMessage());
            System.exit(2);
        } catch (StackNotStartedException e) {
            System.err.println("greenlight run: " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.error("The stack did not start", e);
            System.exit(1);
        }
    }

    private void stopTalking() {
        if (closing) {
            return;
        }
        System.out.println("Stopping ...");
        long began = System.nanoTime();
        close();
        System.out.printf("Stopped after %.1f s. Everything is kept.%n", (System.nanoTime() - began) / 1e9);
    }

    private interface Start {
        void on(LocalStack stack) throws InterruptedException;
    }
}
