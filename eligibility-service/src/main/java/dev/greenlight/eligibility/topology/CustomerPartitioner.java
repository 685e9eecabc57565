package dev.greenlight.eligibility.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends what has a key of company, customer and address where the customer's records are, so that all addresses of a
 * customer are shown in one order.
 */
final class CustomerPartitioner<V> implements StreamPartitioner<String, V> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, V value, int numPartitions) {
        int endOfCustomer = key.indexOf(':', key.indexOf(':') + 1);
        byte[] customer = key.substring(0, endOfCustomer).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(customer)) % numPartitions));
    }
}
