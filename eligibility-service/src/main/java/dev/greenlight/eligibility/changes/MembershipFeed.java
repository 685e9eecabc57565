package dev.greenlight.eligibility.changes;

import dev.greenlight.eligibility.mapping.AudienceChangeReader;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners who joins and who leaves. One consumer reads the facts of all companies for all listeners of this
 * instance, from when the first comes until a while after the last has gone.
 */
public final class MembershipFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MembershipFeed.class);
    private static final String TOPIC = EventTopic.MEMBERSHIP_CHANGED.name();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final FactReader facts;
    private final int partitions;
    private final FeedLimits limits;
    private final Semaphore catchUps;

    private final Lock lock = new ReentrantLock();
    private final Condition begun = lock.newCondition();
    private final Map<String, List<ChangesListener>> byTenant = new HashMap<>();
    private @Nullable Thread reader;
    private @Nullable FeedPositions live;
    private int waiting;
    private boolean closed;

    /**
     * @param consumers of committed records, without a group, that fail where an offset is not kept
     * @param partitions of the topic
     */
    public MembershipFeed(
            Supplier<Consumer<byte[], byte[]>> consumers,
            AudienceChangeReader reader,
            int partitions,
            FeedLimits limits) {
        this.consumers = consumers;
        this.facts = new FactReader(reader);
        this.partitions = partitions;
        this.limits = limits;
        this.catchUps = new Semaphore(limits.catchingUp());
    }

    FactReader facts() {
        return facts;
    }

    /**
     * @param lastId what the listener was told last, to go on behind it; null to begin now
     */
    public Opening open(String tenant, String audience, @Nullable String lastId) throws InterruptedException {
        ChangesListener listener;
        lock.lockInterruptibly();
        try {
            FeedPositions now = awaitLive();
            if (now == null) {
                return new Opening.NotNow();
            }
            if (listeners() >= limits.inAll()
                    || byTenant.getOrDefault(tenant, List.of()).size() >= limits.ofTenant()) {
                return new Opening.TooMany();
            }
            listener = new ChangesListener(tenant, audience, this, now, limits.queue());
            byTenant.computeIfAbsent(tenant, first -> new ArrayList<>()).add(listener);
        } finally {
            lock.unlock();
        }
        boolean opened = false;
        try {
            opened = begin(listener, lastId);
        } catch (KafkaException e) {
            log.warn("Nobody can catch up: {}", e.getClass().getName());
        } finally {
            if (!opened) {
                listener.close();
            }
        }
        return opened ? new Opening.Opened(listener) : new Opening.NotNow();
    }

    /** How many listen right now. */
    public int listeners() {
        lock.lock();
        try {
            return byTenant.values().stream().mapToInt(List::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all listeners and lets nobody in any more. */
    @Override
    public void close() {
        Thread reading;
        lock.lock();
        try {
            closed = true;
            endAll();
            begun.signalAll();
            reading = reader;
        } finally {
            lock.unlock();
        }
        if (reading != null) {
            try {
                reading.join(BEGIN_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void forget(ChangesListener listener) {
        lock.lock();
        try {
            List<ChangesListener> ofTenant = byTenant.getOrDefault(listener.tenant(), new ArrayList<>());
            ofTenant.remove(listener);
            if (ofTenant.isEmpty()) {
                byTenant.remove(listener.tenant());
            }
        } finally {
            lock.unlock();
        }
    }

    /** False while too many others catch up. */
    private boolean begin(ChangesListener listener, @Nullable String lastId) throws InterruptedException {
        if (lastId == null || lastId.isEmpty()) {
            listener.beginNow();
            return true;
        }
        Optional<FeedPositions> last =
                FeedPositions.parse(lastId).filter(positions -> positions.partitions() == partitions);
        if (last.isEmpty()) {
            listener.beginAnew();
            return true;
        }
        if (!catchUps.tryAcquire(BEGIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        CatchUp missed = CatchUp.begin(
                consumer(), TOPIC, last.get(), listener.positions(), limits.farthest(), catchUps::release);
        if (missed == null) {
            listener.beginAnew();
        } else {
            listener.beginWith(missed, last.get());
        }
        return true;
    }

    private Consumer<byte[], byte[]> consumer() {
        try {
            return consumers.get();
        } catch (KafkaException e) {
            catchUps.release();
            throw e;
        }
    }

    /** Where the reader is, which begins to read when nobody has been here; null when it cannot say. */
    private @Nullable FeedPositions awaitLive() throws InterruptedException {
        long nanos = BEGIN_WITHIN.toNanos();
        if (reader == null && !closed) {
            reader = Thread.ofPlatform().daemon().name("membership-feed").start(this::read);
        }
        waiting++;
        try {
            while (live == null && reader != null && !closed && nanos > 0) {
                nanos = begun.awaitNanos(nanos);
            }
        } finally {
            waiting--;
        }
        return closed ? null : live;
    }

    private void read() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> all = new ArrayList<>();
            for (int number = 0; number < partitions; number++) {
                all.add(new TopicPartition(TOPIC, number));
            }
            consumer.assign(all);
            consumer.seekToEnd(all);
            var pace = new Pace();
            boolean goOn = tell(List.of(), positions(consumer, all), pace);
            while (goOn) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                goOn = tell(records, positions(consumer, all), pace);
            }
        } catch (KafkaException e) {
            log.warn(
                    "The changes of members cannot be read, and listeners have to come back: {}",
                    e.getClass().getName());
        } finally {
            stopped();
        }
    }

    /** When the last beat was, and since when nobody listens. For the reading thread alone. */
    private static final class Pace {

        private long beatAt = System.nanoTime();
        private long listenedAt = System.nanoTime();

        private boolean isTimeToBeat(Duration beat) {
            boolean time = System.nanoTime() - beatAt >= beat.toNanos();
            beatAt = time ? System.nanoTime() : beatAt;
            return time;
        }

        private boolean isIdle(boolean anybody, Duration idle) {
            listenedAt = anybody ? System.nanoTime() : listenedAt;
            return !anybody && System.nanoTime() - listenedAt >= idle.toNanos();
        }
    }

    /** Tells what was read, and from then on where that ends; false when it is time to stop. */
    private boolean tell(Iterable<ConsumerRecord<byte[], byte[]>> records, FeedPositions end, Pace pace) {
        lock.lock();
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                tell(record);
            }
            live = end;
            begun.signalAll();
            if (pace.isTimeToBeat(limits.beat())) {
                var beat = new Signal.Beat(end);
                byTenant.values().forEach(listeners -> listeners.removeIf(listener -> !listener.offer(beat)));
            }
            if (closed || pace.isIdle(isWanted(), limits.idle())) {
                // whoever comes now starts another reader
                live = null;
                reader = null;
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Who has been woken and has not come to it yet must find the reader reading. */
    private boolean isWanted() {
        return waiting > 0 || !byTenant.isEmpty();
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        List<ChangesListener> listeners =
                FactReader.tenantOf(record).map(byTenant::get).orElse(null);
        if (listeners == null || listeners.isEmpty()) {
            return;
        }
        Signal signal = facts.read(record);
        String audience =
                signal instanceof Signal.Change change ? change.change().audience() : null;
        listeners.removeIf(
                listener -> (audience == null || listener.audience().equals(audience)) && !listener.offer(signal));
    }

    private void stopped() {
        lock.lock();
        try {
            if (reader == Thread.currentThread()) {
                live = null;
                reader = null;
                endAll();
                begun.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        byTenant.values().forEach(listeners -> listeners.forEach(ChangesListener::end));
        byTenant.clear();
    }

    private static FeedPositions positions(Consumer<byte[], byte[]> consumer, List<TopicPartition> all) {
        return new FeedPositions(all.stream().mapToLong(consumer::position).toArray());
    }
}
