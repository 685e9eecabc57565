package dev.greenlight.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.schemas.audience.AudienceMember;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudienceInMemoryTest {

    private static final String TOPIC = "audience.sms-marketing";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final MockConsumer<String, AudienceMember> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void twoPartitions() {
        consumer.updatePartitions(
                TOPIC,
                List.of(
                        new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0]),
                        new PartitionInfo(TOPIC, 1, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 4L));
    }

    @Test
    void whoIsInTheTopicIsInMemory() {
        AudienceInMemory audience = begin(2, 5);
        show(0, 0, "acme", "c-1");
        show(0, 1, "other", "c-2");
        show(1, 4, "acme", "c-3");
        audience.poll(Duration.ZERO);

        assertThat(audience.members("acme"))
                .extracting(AudienceMember::getCustomerId)
                .containsExactlyInAnyOrder("c-1", "c-3");
    }

    @Test
    void aTombstoneTakesAMemberAway() {
        AudienceInMemory audience = begin(2, 4);
        show(0, 0, "acme", "c-1");
        remove(0, 1, "acme", "c-1");
        audience.poll(Duration.ZERO);

        assertThat(audience.members("acme")).isEmpty();
    }

    @Test
    void aMemberThatComesAgainIsOneMember() {
        AudienceInMemory audience = begin(2, 4);
        show(0, 0, "acme", "c-1");
        show(0, 1, "acme", "c-1");
        audience.poll(Duration.ZERO);

        assertThat(audience.members("acme")).hasSize(1);
    }

    @Test
    void nobodyIsNamedBeforeAllPartitionsAreRead() {
        AudienceInMemory audience = begin(1, 6);
        show(0, 0, "acme", "c-1");
        show(1, 4, "acme", "c-2");
        audience.poll(Duration.ZERO);

        assertThat(audience.isCaughtUp()).isFalse();
        assertThatThrownBy(() -> audience.members("acme")).isInstanceOf(IllegalStateException.class);
        remove(1, 5, "acme", "c-2");
        audience.poll(Duration.ZERO);
        assertThat(audience.members("acme"))
                .extracting(AudienceMember::getCustomerId)
                .containsExactly("c-1");
    }

    @Test
    void whatComesLaterIsFollowed() {
        AudienceInMemory audience = begin(0, 4);
        assertThat(audience.members("acme")).isEmpty();

        show(0, 0, "acme", "c-1");
        audience.poll(Duration.ZERO);
        assertThat(audience.members("acme")).hasSize(1);
        remove(0, 1, "acme", "c-1");
        audience.poll(Duration.ZERO);
        assertThat(audience.members("acme")).isEmpty();
    }

    @Test
    void onlyCommittedRecordsAreRead() {
        assertThat(AudienceConsumer.settings("localhost:9092")).containsEntry("isolation.level", "read_committed");
    }

    private AudienceInMemory begin(long firstEnd, long secondEnd) {
        consumer.updateEndOffsets(Map.of(FIRST, firstEnd, SECOND, secondEnd));
        return new AudienceInMemory(consumer, TOPIC);
    }

    private void show(int partition, long offset, String tenant, String customerId) {
        consumer.addRecord(new ConsumerRecord<>(
                TOPIC, partition, offset, key(tenant, customerId), ExampleMembers.member(tenant, customerId)));
    }

    private void remove(int partition, long offset, String tenant, String customerId) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, offset, key(tenant, customerId), null));
    }

    private static String key(String tenant, String customerId) {
        return tenant + ':' + customerId + ":+12125550100";
    }
}
