package dev.greenlight.eligibility.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicProvisioning;
import dev.greenlight.schemas.topic.TopicProvisioning.Layout;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The offsets of a lane that an earlier release ran, on a broker. */
class EarlierReleaseIT {

    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final TopicPartition CONSENT = new TopicPartition(EventTopic.CONSENT_STATE.name(), 0);
    private static final TopicPartition FLAGS = new TopicPartition(PrivateTopic.CONTACT_FLAGS.name(), 0);
    private static final TopicPartition SETTINGS = new TopicPartition(PrivateTopic.AUDIENCE_SETTINGS.name(), 0);

    private static Admin admin;

    @BeforeAll
    static void start() {
        BROKER.brokerProperty("auto.create.topics.enable", "false");
        BROKER.afterPropertiesSet();
        admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()));
        TopicProvisioning.createOrVerify(admin, new Layout(1, (short) 1, 1));
    }

    @AfterAll
    static void stop() {
        admin.close();
        BROKER.destroy();
    }

    @Test
    void consentIsReadAgainOnceAndNothingElseIs() throws Exception {
        set(Map.of(CONSENT, new OffsetAndMetadata(7), FLAGS, new OffsetAndMetadata(9)));

        EarlierRelease.readAgain(admin, 1);

        assertThat(offsets())
                .containsEntry(CONSENT, new OffsetAndMetadata(0))
                .containsEntry(SETTINGS, new OffsetAndMetadata(0))
                .containsEntry(FLAGS, new OffsetAndMetadata(9));

        set(Map.of(CONSENT, new OffsetAndMetadata(8)));
        EarlierRelease.readAgain(admin, 1);

        assertThat(offsets()).containsEntry(CONSENT, new OffsetAndMetadata(8));
    }

    private static void set(Map<TopicPartition, OffsetAndMetadata> offsets) throws Exception {
        admin.alterConsumerGroupOffsets(LaneSettings.AUDIENCE_LANE, offsets)
                .all()
                .get();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets() throws Exception {
        return admin.listConsumerGroupOffsets(LaneSettings.AUDIENCE_LANE)
                .partitionsToOffsetAndMetadata()
                .get();
    }
}
