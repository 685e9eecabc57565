package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Member;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A store that knows who is in an audience. Its keys are a company, a colon and a text by which its members are listed.
 *
 * @param keepers who has which part of it
 * @param toKey makes a key of a company and a text
 * @param toText the text of a key
 * @param members what a record says about the audience, in the order of the customers
 * @param fences of the store; shared by all audiences that are read from it
 */
record MemberStore<K, V>(
        PartitionKeepers keepers,
        BiFunction<String, String, K> toKey,
        Function<K, String> toText,
        BiFunction<K, V, List<Member>> members,
        KeyFences fences) {

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
        return keepers.lane()
                .store(StoreQueryParameters.fromNameAndType(keepers.store(), QueryableStoreTypes.<K, V>keyValueStore())
                        .withPartition(number));
    }
}
