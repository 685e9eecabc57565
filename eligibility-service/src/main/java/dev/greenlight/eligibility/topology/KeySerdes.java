package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Keys of records and stores. A key that is missing or is not ours cannot be read, so its record becomes a dead
 * letter and does not stop the stream.
 */
public final class KeySerdes {

    private KeySerdes() {}

    public static Serde<ContactKey> contact() {
        return serde(key -> TopicKeys.ofAddress(key.tenant(), key.address()), ContactKey::new);
    }

    public static Serde<CustomerKey> customer() {
        return serde(key -> TopicKeys.ofCustomer(key.tenant(), key.customerId()), CustomerKey::new);
    }

    /** The contact of a key that was a contact's. */
    static ContactKey toContact(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), ContactKey::new);
    }

    private static <K> Serde<K> serde(Function<K, String> toText, BiFunction<String, String, K> toKey) {
        return Serdes.serdeFrom(
                (topic, key) -> toText.apply(key).getBytes(StandardCharsets.UTF_8),
                (topic, bytes) -> read(bytes, toKey));
    }

    private static <K> K read(byte @Nullable [] bytes, BiFunction<String, String, K> toKey) {
        if (bytes == null) {
            throw new SerializationException("The record has no key");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new SerializationException("The key of the record is not a tenant, a colon and something of it");
        }
        return toKey.apply(text.substring(0, colon), text.substring(colon + 1));
    }
}
