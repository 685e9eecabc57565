package dev.greenlight.eligibility.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AudiencesConfigurationTest {

    private final Map<String, Object> settings = AudiencesConfiguration.consumerSettings(
            Map.of("security.protocol", "SASL_SSL", "group.id", "a-group", "isolation.level", "read_uncommitted"));

    @Test
    void whoFollowsAnAudienceIsToldWhatIsCommittedAndMissesNothing() {
        assertThat(settings)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false);
    }

    @Test
    void everyInstanceReadsAllOfTheTopic() {
        assertThat(settings).doesNotContainKey("group.id");
    }

    @Test
    void securityReachesTheConsumer() {
        assertThat(settings).containsEntry("security.protocol", "SASL_SSL");
    }
}
