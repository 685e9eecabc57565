package dev.greenlight.schemas.topic;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends a record to every partition, so that each task gets it. */
public final class EveryPartition<K, V> implements StreamPartitioner<K, V> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, K key, V value, int numPartitions) {
        Set<Integer> all = HashSet.newHashSet(numPartitions);
        for (int partition = 0; partition < numPartitions; partition++) {
            all.add(partition);
        }
        return Optional.of(all);
    }
}
