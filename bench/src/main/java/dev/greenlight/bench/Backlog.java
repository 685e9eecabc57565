package dev.greenlight.bench;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How much is still on its way through applications. */
final class Backlog implements AutoCloseable {

    private static final Map<String, String> OF_CUSTOMER_CHANGES = Map.of(
            PrivateTopic.CUSTOMER_COMMAND.name(), "consent-service-office",
            EventTopic.CUSTOMER_STATE.name(), "eligibility-service-customers",
            PrivateTopic.CONTACT_FLAGS.name(), "eligibility-service");

    private final Admin admin;
    private final int partitions;
    private final Map<String, String> groupByTopic;

    /** Of customer changes, through the three applications that they pass. */
    Backlog(String bootstrapServers, int partitions) {
        this(bootstrapServers, partitions, OF_CUSTOMER_CHANGES);
    }

    /** @param groupByTopic who reads what */
    Backlog(String bootstrapServers, int partitions, Map<String, String> groupByTopic) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.partitions = partitions;
        this.groupByTopic = groupByTopic;
    }

    /** Records that are on the log and not yet worked off; a commit marker counts as one, so a few always remain. */
    long size() {
        return groupByTopic.entrySet().stream()
                .mapToLong(lane -> lag(lane.getValue(), lane.getKey()))
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private long lag(String group, String topic) {
        try {
            Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(latest).all().get();
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get());
            return ends.entrySet().stream()
                    .mapToLong(end -> {
                        OffsetAndMetadata done = committed.get(end.getKey());
                        return end.getValue().offset() - (done == null ? 0 : done.offset());
                    })
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not say how far a group is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the broker", e);
        }
    }
}
