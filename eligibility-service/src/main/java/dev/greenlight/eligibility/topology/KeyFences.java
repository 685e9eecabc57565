package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.MemberPlace;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Every so-manieth key of a company in a partition. A store in memory copies all keys of a range before it shows the
 * first, while the stream waits: whoever walks from one fence to the next has few copied. Fences only cut the way into
 * pieces, so they need not follow what the stream changes.
 */
final class KeyFences {

    /** Keys from one to the next, when they are put up. */
    static final int APART = 64;

    private static final long GROWTH = 10_000;

    private final ConcurrentMap<Integer, ConcurrentMap<String, Fences>> partitions = new ConcurrentHashMap<>();

    /** Forgets the fences of all other partitions. */
    void keepOnly(Set<Integer> kept) {
        partitions.keySet().retainAll(kept);
    }

    /**
     * The first fence behind a key, or null. Reads every record of the company when it is asked for the first time,
     * and when the store has twice as many keys as then: some two seconds for a million.
     *
     * @param text the part of the key behind the company
     */
    <K, V> @Nullable String behind(
            int partition,
            String tenant,
            String text,
            CompanyRecords<K, V> records,
            ReadOnlyKeyValueStore<K, V> store) {
        return partitions
                .computeIfAbsent(partition, first -> new ConcurrentHashMap<>())
                .computeIfAbsent(tenant, first -> new Fences())
                .in(tenant, records, store)
                .higher(text);
    }

    /** The fences of one company in one partition. */
    private static final class Fences {

        private final Lock putting = new ReentrantLock();
        private ConcurrentSkipListSet<String> fences = new ConcurrentSkipListSet<>(MemberPlace.KEY_ORDER);
        private long enoughFor = -1;

        private <K, V> ConcurrentSkipListSet<String> in(
                String tenant, CompanyRecords<K, V> records, ReadOnlyKeyValueStore<K, V> store) {
            putting.lock();
            try {
                long entries = store.approximateNumEntries();
                if (entries > enoughFor) {
                    fences = put(tenant, records, store);
                    enoughFor = 2 * entries + GROWTH;
                }
                return fences;
            } finally {
                putting.unlock();
            }
        }

        private static <K, V> ConcurrentSkipListSet<String> put(
                String tenant, CompanyRecords<K, V> records, ReadOnlyKeyValueStore<K, V> store) {
            var put = new ConcurrentSkipListSet<>(MemberPlace.KEY_ORDER);
            try (KeyValueIterator<K, V> known = store.range(records.key(tenant, ""), records.behindAll(tenant))) {
                for (int passed = 1; known.hasNext(); passed++) {
                    K key = known.next().key;
                    if (passed % APART == 0) {
                        put.add(records.text(key));
                    }
                }
            }
            return put;
        }
    }
}
