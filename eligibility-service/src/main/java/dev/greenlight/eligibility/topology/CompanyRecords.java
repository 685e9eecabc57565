package dev.greenlight.eligibility.topology;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A store as those see it who go through all that it has of a company. Its keys are the company, a colon and a text.
 *
 * @param keepers who has which part of it
 * @param toKey makes a key of a company and a text
 * @param toText the text of a key
 * @param fences of the store
 * @param copiesKeys whether the store copies the keys of a range before it shows the first, so that it takes fences to
 *     keep the ranges small
 */
record CompanyRecords<K, V>(
        PartitionKeepers keepers,
        BiFunction<String, String, K> toKey,
        Function<K, String> toText,
        KeyFences fences,
        boolean copiesKeys) {

    /** The last of all characters: no key of a company comes behind it. */
    private static final String LAST = "\uDBFF\uDFFF";

    K key(String tenant, String text) {
        return toKey.apply(tenant, text);
    }

    K behindAll(String tenant) {
        return toKey.apply(tenant, LAST);
    }

    String text(K key) {
        return toText.apply(key);
    }

    ReadOnlyKeyValueStore<K, V> partition(int number) {
        return store(keepers.store(), number);
    }

    /** Another store of the same partition. */
    <L, W> ReadOnlyKeyValueStore<L, W> store(String name, int partition) {
        return keepers.lane()
                .store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<L, W>keyValueStore())
                        .withPartition(partition));
    }

    /** What is kept here; empty while the state is being restored or moves. */
    Optional<Set<Integer>> kept() {
        Optional<Set<Integer>> here = keepers.here();
        here.ifPresent(fences::keepOnly);
        return here;
    }

    /**
     * Goes through every partition that is kept here.
     *
     * @return false when that was not possible, or when one moved meanwhile and may have looked empty
     */
    boolean inEachPartition(IntConsumer visit) {
        Optional<Set<Integer>> kept = kept();
        if (kept.isEmpty()) {
            return false;
        }
        try {
            kept.get().forEach(visit::accept);
        } catch (InvalidStateStoreException e) {
            return false;
        }
        return keepers.here().equals(kept);
    }

    /** From a text on, that included; the caller closes it. */
    PartitionWalk<K, V> walk(int partition, String tenant, String from) {
        return new PartitionWalk<>(partition, tenant, from, this);
    }
}
