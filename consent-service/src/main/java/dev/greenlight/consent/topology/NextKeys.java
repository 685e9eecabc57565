package dev.greenlight.consent.topology;

import dev.greenlight.schemas.topic.TopicKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A company's keys in a store, some at a time, in the order of the ids behind the company. */
final class NextKeys {

    private NextKeys() {}

    /**
     * @param after the last id of the time before; empty for the first
     * @param most how many at a time
     */
    static List<String> of(ReadOnlyKeyValueStore<String, ?> store, String tenant, String after, int most) {
        String from = TopicKeys.ofCustomer(tenant, after);
        // the character after the colon, so that no other tenant's key lies between
        String to = tenant + (char) (':' + 1);
        List<String> keys = new ArrayList<>();
        try (var held = store.range(from, to)) {
            while (held.hasNext() && keys.size() < most) {
                String key = held.next().key;
                if (!key.equals(from)) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    static String id(String key, String tenant) {
        return key.substring(tenant.length() + 1);
    }
}
