package dev.greenlight.eligibility.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.config.EarlierRelease.Lane;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EarlierReleaseTest {

    private static final Lane LANE = new Lane("lane", EventTopic.CONSENT_STATE, PrivateTopic.AUDIENCE_SETTINGS);

    @Test
    void whatAnEarlierReleaseReadIsReadFromTheBeginningAndWhatIsNewIsMarked() {
        assertThat(EarlierRelease.offsetsToSet(Set.of(consent(0), consent(1)), LANE, 2))
                .isEqualTo(Map.of(
                        consent(0), beginning(),
                        consent(1), beginning(),
                        settings(0), beginning(),
                        settings(1), beginning()));
    }

    @Test
    void aNewClusterIsOnlyMarked() {
        assertThat(EarlierRelease.offsetsToSet(Set.of(), LANE, 2)).containsOnlyKeys(settings(0), settings(1));
    }

    @Test
    void whatHasBeenMarkedIsNotReadAgain() {
        assertThat(EarlierRelease.offsetsToSet(Set.of(consent(0), settings(0)), LANE, 2))
                .isEmpty();
        assertThat(EarlierRelease.offsetsToSet(Set.of(consent(0), settings(1)), LANE, 2))
                .isEmpty();
    }

    private static TopicPartition consent(int partition) {
        return new TopicPartition("consent.consent-state", partition);
    }

    private static TopicPartition settings(int partition) {
        return new TopicPartition("eligibility-service.private.settings-broadcast", partition);
    }

    private static OffsetAndMetadata beginning() {
        return new OffsetAndMetadata(0);
    }
}
