package dev.greenlight.eligibility.config;

import dev.greenlight.schemas.topic.CatalogueTopic;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Has the records of consent and customers read again from the beginning, once, where an earlier release read them that
 * kept less of what they say. What is kept stays, and what has been said already changes nothing.
 *
 * <p>A lane that never read the topics which this release added was last run by an earlier one. Their offsets are set
 * here, so that the next start sees that it has been done.
 */
final class EarlierRelease {

    /** Longer than a killed instance stays a member of its group. */
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);

    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final OffsetAndMetadata BEGINNING = new OffsetAndMetadata(0);

    private static final List<Lane> LANES = List.of(
            new Lane(LaneSettings.AUDIENCE_LANE, EventTopic.CONSENT_STATE, PrivateTopic.AUDIENCE_SETTINGS),
            new Lane(LaneSettings.CUSTOMER_LANE, EventTopic.CUSTOMER_STATE, PrivateTopic.EMAIL_STANDING));

    private EarlierRelease() {}

    /**
     * A lane that earlier releases had too.
     *
     * @param again what it has to read again
     * @param added a topic that it reads since
     */
    record Lane(String group, CatalogueTopic again, CatalogueTopic added) {}

    /**
     * Does nothing where it has been done, or nothing was read yet.
     *
     * @throws KafkaException when an instance of an earlier release is still running, or the cluster cannot be asked
     */
    static void readAgain(Admin admin, int partitions) {
        for (Lane lane : LANES) {
            long giveUpAt = System.nanoTime() + STOPPED_WITHIN.toNanos();
            while (!isDone(admin, lane, partitions)) {
                if (System.nanoTime() > giveUpAt) {
                    throw new KafkaException("An instance of an earlier release still runs " + lane.group()
                            + ": stop all of them, and start again");
                }
                LockSupport.parkNanos(ASK_EVERY.toNanos());
            }
        }
    }

    private static boolean isDone(Admin admin, Lane lane, int partitions) {
        try {
            Set<TopicPartition> read = admin.listConsumerGroupOffsets(lane.group())
                    .partitionsToOffsetAndMetadata()
                    .get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)
                    .keySet();
            Map<TopicPartition, OffsetAndMetadata> offsets = offsetsToSet(read, lane, partitions);
            if (!offsets.isEmpty()) {
                admin.alterConsumerGroupOffsets(lane.group(), offsets)
                        .all()
                        .get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException || e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw new KafkaException("The cluster could not say what has been read", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The cluster did not say what has been read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking what has been read", e);
        }
    }

    /** @param read what the lane has read some of */
    static Map<TopicPartition, OffsetAndMetadata> offsetsToSet(Set<TopicPartition> read, Lane lane, int partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (int partition = 0; partition < partitions; partition++) {
            var added = new TopicPartition(lane.added().name(), partition);
            if (read.contains(added)) {
                return Map.of();
            }
            offsets.put(added, BEGINNING);
            var again = new TopicPartition(lane.again().name(), partition);
            if (read.contains(again)) {
                offsets.put(again, BEGINNING);
            }
        }
        return offsets;
    }
}
