package dev.greenlight.eligibility.topology;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Which instances keep which partitions of a store.
 *
 * @param lane the running application
 * @param store its name
 * @param topic one of those that are read into it: its partitions are the store's
 * @param self the address under which the other instances know this one
 * @param partitions of the topic
 */
record PartitionKeepers(KafkaStreams lane, String store, String topic, HostInfo self, int partitions) {

    /** What is kept here; empty while the lane is being restored. */
    Optional<Set<Integer>> here() {
        if (lane.state() != KafkaStreams.State.RUNNING) {
            return Optional.empty();
        }
        return lane.streamsMetadataForStore(store).stream()
                .filter(keeper -> keeper.hostInfo().equals(self))
                .map(this::partitionsOf)
                .findFirst()
                .or(() -> Optional.of(Set.of()));
    }

    /** Who keeps the rest; empty while a partition moves and nobody can say. */
    Optional<List<HostInfo>> others() {
        if (lane.state() != KafkaStreams.State.RUNNING) {
            return Optional.empty();
        }
        Collection<StreamsMetadata> keepers = lane.streamsMetadataForStore(store);
        var covered = new HashSet<Integer>();
        keepers.forEach(keeper -> covered.addAll(partitionsOf(keeper)));
        if (covered.size() != partitions) {
            return Optional.empty();
        }
        return Optional.of(keepers.stream()
                .filter(keeper -> !partitionsOf(keeper).isEmpty())
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self))
                .toList());
    }

    private Set<Integer> partitionsOf(StreamsMetadata keeper) {
        var numbers = new HashSet<Integer>();
        for (TopicPartition partition : keeper.topicPartitions()) {
            if (partition.topic().equals(topic)) {
                numbers.add(partition.partition());
            }
        }
        return numbers;
    }
}
