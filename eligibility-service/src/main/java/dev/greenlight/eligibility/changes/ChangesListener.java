package dev.greenlight.eligibility.changes;

import dev.greenlight.eligibility.domain.audience.AudienceChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One who follows an audience. Told by the feed, asked by the thread that writes to the reader. */
public final class ChangesListener implements AutoCloseable {

    private static final long LOOK_AGAIN_MILLIS = 250;

    private final String tenant;
    private final String audience;
    private final MembershipFeed feed;
    private final BlockingQueue<Signal> waiting;
    private final Deque<FeedItem> first = new ArrayDeque<>();
    private FeedPositions positions;
    private @Nullable CatchUp catchUp;
    private volatile boolean cutOff;
    private volatile boolean ended;

    ChangesListener(String tenant, String audience, MembershipFeed feed, FeedPositions live, int queue) {
        this.tenant = tenant;
        this.audience = audience;
        this.feed = feed;
        this.positions = live;
        this.waiting = new ArrayBlockingQueue<>(queue);
    }

    String tenant() {
        return tenant;
    }

    String audience() {
        return audience;
    }

    /** From where it was told about everything that comes. */
    FeedPositions positions() {
        return positions;
    }

    /** It begins with what comes from now on. */
    void beginNow() {
        first.add(new FeedItem.Beat(positions.toText()));
    }

    /** It has missed something that nobody can tell it any more. */
    void beginAnew() {
        first.add(new FeedItem.Reset(positions.toText()));
    }

    /** It begins where it was. */
    void beginWith(CatchUp missed, FeedPositions from) {
        catchUp = missed;
        positions = from;
        first.add(new FeedItem.Beat(from.toText()));
    }

    /** By the feed; false for a listener that is too slow, and is told nothing any more. */
    boolean offer(Signal signal) {
        if (!cutOff && !waiting.offer(signal)) {
            cutOff = true;
        }
        return !cutOff;
    }

    void end() {
        ended = true;
    }

    /**
     * Waits for what comes next. After {@link FeedItem.CutOff} and {@link FeedItem.Ended} nothing does.
     *
     * @throws org.apache.kafka.common.KafkaException when what was missed cannot be read again
     */
    public FeedItem next() throws InterruptedException {
        while (true) {
            if (!first.isEmpty()) {
                return first.removeFirst();
            }
            if (catchUp != null && !ended) {
                readMissed(catchUp);
                continue;
            }
            Signal signal = waiting.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            FeedItem item = signal == null ? null : item(signal);
            if (item != null) {
                return item;
            }
            if (signal == null && cutOff && waiting.isEmpty()) {
                return new FeedItem.CutOff();
            }
            if (signal == null && ended && waiting.isEmpty()) {
                return new FeedItem.Ended();
            }
        }
    }

    @Override
    public void close() {
        feed.forget(this);
        stopCatchingUp();
    }

    private void readMissed(CatchUp missed) {
        if (missed.isDone()) {
            stopCatchingUp();
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : missed.poll()) {
            if (FactReader.tenantOf(record).filter(tenant::equals).isPresent()) {
                FeedItem item = item(feed.facts().read(record));
                if (item != null) {
                    first.add(item);
                }
            }
        }
        positions = missed.reached().orFarther(positions);
        first.add(new FeedItem.Beat(positions.toText()));
    }

    private void stopCatchingUp() {
        if (catchUp != null) {
            catchUp.close();
            catchUp = null;
        }
    }

    /** Null for what the listener was told when it was here before, and for what is of another audience. */
    private @Nullable FeedItem item(Signal signal) {
        return switch (signal) {
            case Signal.Change change ->
                isNew(change.partition(), change.offset()) && isForMe(change.change())
                        ? new FeedItem.Changed(change.change(), passed(change.partition(), change.offset()))
                        : null;
            case Signal.Unreadable unreadable ->
                isNew(unreadable.partition(), unreadable.offset())
                        ? new FeedItem.Reset(passed(unreadable.partition(), unreadable.offset()))
                        : null;
            case Signal.Beat beat -> {
                positions = positions.orFarther(beat.live());
                yield new FeedItem.Beat(positions.toText());
            }
        };
    }

    private boolean isForMe(AudienceChange change) {
        return change.tenant().equals(tenant) && change.audience().equals(audience);
    }

    private boolean isNew(int partition, long offset) {
        return offset >= positions.of(partition);
    }

    private String passed(int partition, long offset) {
        positions = positions.with(partition, offset + 1);
        return positions.toText();
    }
}
