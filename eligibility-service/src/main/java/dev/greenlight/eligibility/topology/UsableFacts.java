package dev.greenlight.eligibility.topology;

import java.util.function.Predicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Reads what systems outside write. What has the right form and makes no sense becomes a dead letter too. */
final class UsableFacts {

    private UsableFacts() {}

    static <V> Serde<V> of(Serde<V> facts, Predicate<V> usable) {
        var reader = facts.deserializer();
        return Serdes.serdeFrom(facts.serializer(), (topic, bytes) -> {
            V fact = reader.deserialize(topic, bytes);
            if (fact != null && !usable.test(fact)) {
                throw new SerializationException("The record names no company and customer as ours are named");
            }
            return fact;
        });
    }
}
