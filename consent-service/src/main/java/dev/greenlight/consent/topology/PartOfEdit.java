package dev.greenlight.consent.topology;

import dev.greenlight.consent.stored.StoredBatchEditStep;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends a step of a batch edit to the partition of the customers that it is for. */
final class PartOfEdit implements StreamPartitioner<String, StoredBatchEditStep> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, StoredBatchEditStep step, int numPartitions) {
        return Optional.of(Set.of(step.getPart()));
    }
}
