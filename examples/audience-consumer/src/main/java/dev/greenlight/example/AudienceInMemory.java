package dev.greenlight.example;

import dev.greenlight.schemas.audience.AudienceMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The members of one audience of all companies, as its topic shows them. Read from the beginning at each start: the
 * topic is compacted, so that is little more than who is in it now. For one thread.
 */
final class AudienceInMemory implements AutoCloseable {

    private final Consumer<String, AudienceMember> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<String, AudienceMember> members = new HashMap<>();
    private boolean caughtUp;

    /**
     * @param consumer of committed records, without a group: whoever shares partitions knows half of the members.
     *     Closed with the audience
     * @param topic such as {@code audience.sms-marketing}
     */
    AudienceInMemory(Consumer<String, AudienceMember> consumer, String topic) {
        this.consumer = consumer;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions);
    }

    /**
     * Reads what is new.
     *
     * @param most how long to wait for it
     */
    void poll(Duration most) {
        for (ConsumerRecord<String, AudienceMember> record : consumer.poll(most)) {
            if (record.value() == null) {
                // a tombstone: gone, and not to be sent to
                members.remove(record.key());
            } else {
                members.put(record.key(), record.value());
            }
        }
    }

    /** Whether all is known that was there at the start. Before that, somebody may be in the map who has left. */
    boolean isCaughtUp() {
        caughtUp =
                caughtUp || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        return caughtUp;
    }

    /**
     * @throws IllegalStateException before the audience has caught up
     */
    List<AudienceMember> members(String tenant) {
        if (!isCaughtUp()) {
            throw new IllegalStateException("The audience is not complete yet: poll until it has caught up");
        }
        var found = new ArrayList<AudienceMember>();
        for (AudienceMember member : members.values()) {
            if (member.getTenant().equals(tenant)) {
                found.add(member);
            }
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
