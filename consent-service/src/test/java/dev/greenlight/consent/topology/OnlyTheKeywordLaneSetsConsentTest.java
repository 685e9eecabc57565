package dev.greenlight.consent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to customers, one by one, in lists, by batch edits or by merging them, has no way to a consent: not one topic leads
 * from their lane to it. What does reach a consent is tried out by {@code OptInOrderTest}.
 */
class OnlyTheKeywordLaneSetsConsentTest {

    @Test
    void keywordLaneReadsNothingAboutCustomers() {
        try (var lane = TopologyFixture.keywordLane()) {
            assertThat(lane.describe())
                    .contains(EventTopic.CONSENT_STATE.name(), EventTopic.CONSENT_CHANGED.name())
                    .doesNotContain(
                            PrivateTopic.CUSTOMER_COMMAND.name(),
                            PrivateTopic.MERGE_STEP.name(),
                            PrivateTopic.BATCH_EDIT_COMMAND.name(),
                            PrivateTopic.BATCH_EDIT_STEP.name(),
                            EventTopic.CUSTOMER_STATE.name());
        }
    }

    @Test
    void officeLaneWritesNothingThatTheKeywordLaneReadsButSettings() {
        try (var lane = TopologyFixture.officeLane()) {
            assertThat(lane.describe())
                    .contains(
                            PrivateTopic.CUSTOMER_COMMAND.name(),
                            PrivateTopic.BATCH_EDIT_STEP.name(),
                            PrivateTopic.SETTINGS_BROADCAST.name())
                    .doesNotContain(
                            EventTopic.CONSENT_STATE.name(),
                            EventTopic.CONSENT_CHANGED.name(),
                            EventTopic.TEXT_RECEIVED.name(),
                            EventTopic.NUMBER_BLOCKED.name(),
                            PrivateTopic.REVIEW_COMMAND.name(),
                            PrivateTopic.OPT_IN_REQUEST_COMMAND.name(),
                            PrivateTopic.OPT_OUT_COMMAND.name(),
                            PrivateTopic.EMAIL_COMMAND.name());
        }
    }
}
