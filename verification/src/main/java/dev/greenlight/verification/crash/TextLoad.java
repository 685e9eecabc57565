package dev.greenlight.verification.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Texts at a steady rate, half of them from few numbers that alternate between START and STOP. What is not answered
 * with success is sent again, with the same message id, as a gateway does.
 */
final class TextLoad implements AutoCloseable {

    private static final Duration FIRST_RETRY_AFTER = Duration.ofMillis(500);
    private static final Duration LAST_RETRY_AFTER = Duration.ofSeconds(4);
    private static final int MOST_TRIES = 40;

    /** No answer, a request that came in too slowly, and a log that cannot be reached. */
    private static final Set<Integer> TRY_AGAIN = Set.of(0, 408, 503);

    /** Gateways have so many deliveries open to one company and no more. */
    private static final int MOST_UNDER_WAY = 400;

    private final SignedTexts texts;
    private final CrashSettings settings;
    private final HttpClient http;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Random random = new Random(1);
    private final Thread clockwork = new Thread(this::send, "text-load");
    private volatile boolean stopped;
    private final BitSet optedIn = new BitSet();
    private Instant lastReceivedAt = Instant.EPOCH;
    private int count;

    TextLoad(URI webhook, CrashSettings settings) {
        this.texts = new SignedTexts(webhook);
        // the known contacts have opted in
        this.optedIn.set(0, settings.activeContacts());
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .executor(senders)
                .build();
    }

    void start() {
        clockwork.start();
    }

    /** Sends nothing new, and waits until everything is answered or given up. */
    void stop() throws InterruptedException {
        stopped = true;
        clockwork.join();
        awaitFewerThan(1);
    }

    /** Event ids of texts that were answered with success. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** How often each status was answered; 0 stands for no answer at all. */
    Map<Integer, AtomicInteger> answers() {
        return new TreeMap<>(answers);
    }

    /** Answers that are neither success nor "try again". */
    Queue<String> unexpected() {
        return unexpected;
    }

    @Override
    public void close() {
        stopped = true;
        senders.shutdownNow();
        http.close();
    }

    private void send() {
        long interval = TimeUnit.SECONDS.toNanos(1) / settings.textsPerSecond();
        long next = System.nanoTime();
        while (!stopped) {
            String id = "load-" + ++count;
            int person = random.nextBoolean()
                    ? random.nextInt(settings.hotNumbers())
                    : random.nextInt(settings.activeContacts());
            optedIn.flip(person);
            String word = optedIn.get(person) ? "START" : "STOP";
            Instant receivedAt = nextReceivedAt();
            underWay.incrementAndGet();
            senders.execute(() -> deliver(id, People.number(person), word, receivedAt));
            next += interval;
            LockSupport.parkNanos(next - System.nanoTime());
            if (underWay.get() >= MOST_UNDER_WAY) {
                next = System.nanoTime();
                awaitFewerThan(MOST_UNDER_WAY);
            }
        }
    }

    /** The gateway's clock never gives one time twice. */
    private Instant nextReceivedAt() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        lastReceivedAt = now.isAfter(lastReceivedAt) ? now : lastReceivedAt.plusMillis(1);
        return lastReceivedAt;
    }

    private void awaitFewerThan(int count) {
        while (underWay.get() >= count) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void deliver(String id, String from, String word, Instant receivedAt) {
        Duration retryAfter = FIRST_RETRY_AFTER;
        try {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                int status = status(id, from, word, receivedAt);
                answers.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
                if (status / 100 == 2) {
                    acknowledged.add("generic:" + id);
                    return;
                }
                if (!TRY_AGAIN.contains(status)) {
                    unexpected.add("text " + id + " was answered with " + status);
                    return;
                }
                LockSupport.parkNanos(retryAfter.toNanos());
                Duration longer = retryAfter.multipliedBy(2);
                retryAfter = longer.compareTo(LAST_RETRY_AFTER) > 0 ? LAST_RETRY_AFTER : longer;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private int status(String id, String from, String word, Instant receivedAt) throws InterruptedException {
        try {
            return http.send(texts.request(id, from, word, receivedAt), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
