package dev.greenlight.verification.simulator;

import java.lang.reflect.Field;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.AbstractStoreBuilder;
import org.apache.kafka.streams.state.internals.KeyValueStoreBuilder;

/**
 * Puts every key-value store into memory, also those that services keep on disk: the test driver commits after each
 * record, and a store on disk would wait for the disk each time.
 */
final class MemoryBuilder extends StreamsBuilder {

    MemoryBuilder(TopologyConfig config) {
        super(config);
    }

    @Override
    public synchronized StreamsBuilder addStateStore(StoreBuilder<?> store) {
        return super.addStateStore(store instanceof KeyValueStoreBuilder<?, ?> known ? inMemory(known) : store);
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> inMemory(KeyValueStoreBuilder<K, V> store) {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store.name()), serde(store, "keySerde"), serde(store, "valueSerde"));
    }

    @SuppressWarnings("unchecked") // the builder's own type parameters
    private static <T> Serde<T> serde(StoreBuilder<?> store, String name) {
        try {
            Field field = AbstractStoreBuilder.class.getDeclaredField(name);
            field.setAccessible(true);
            return (Serde<T>) field.get(store);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of Kafka Streams keeps serdes elsewhere", e);
        }
    }
}
