package dev.greenlight.eligibility.topology;

import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** Where a service keeps its state. Its changelog on the broker holds it in both cases. */
public enum StoreLocation {
    /** On the heap: fastest, for up to some five million contacts in one instance. */
    MEMORY {
        @Override
        KeyValueBytesStoreSupplier store(String name) {
            return Stores.inMemoryKeyValueStore(name);
        }
    },
    /** In RocksDB under the state directory. */
    DISK {
        @Override
        KeyValueBytesStoreSupplier store(String name) {
            return Stores.persistentKeyValueStore(name);
        }
    };

    abstract KeyValueBytesStoreSupplier store(String name);
}
