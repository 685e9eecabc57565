package dev.greenlight.verification.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * The compacted changelogs of one lane, and how a lane that comes back gets its state from them. Key-value stores
 * only.
 */
final class Changelogs {

    private final Map<String, Map<Bytes, byte[]>> byStore = new HashMap<>();

    void apply(String store, LogEntry change) {
        var values = byStore.computeIfAbsent(store, name -> new TreeMap<>());
        Bytes key = Bytes.wrap(change.key());
        if (change.value() == null) {
            values.remove(key);
        } else {
            values.put(key, change.value());
        }
    }

    void restore(String name, StateStore store) {
        Map<Bytes, byte[]> values = byStore.getOrDefault(name, Map.of());
        if (!values.isEmpty()) {
            // below the layer that writes changelogs, as a real restore does
            values.forEach(innermost(store)::put);
        }
    }

    @SuppressWarnings("unchecked") // the innermost key-value store always holds bytes
    private static KeyValueStore<Bytes, byte[]> innermost(StateStore store) {
        StateStore inner = store;
        while (inner instanceof WrappedStateStore<?, ?, ?> wrapped) {
            inner = wrapped.wrapped();
        }
        return (KeyValueStore<Bytes, byte[]>) inner;
    }
}
