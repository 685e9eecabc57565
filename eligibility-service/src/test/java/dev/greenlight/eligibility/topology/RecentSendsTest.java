package dev.greenlight.eligibility.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.domain.check.SendTimes;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.quiethours.PlaceDirectory;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the reports of engines to the state that a check asks. */
class RecentSendsTest {

    private static final ContactKey FLORIDIAN = new ContactKey("acme", "+18135550100");
    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    private EligibilityLanes lanes;

    @BeforeAll
    static void startRegistry() {
        registry = new InProcessRegistry();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @BeforeEach
    void startLanes() {
        lanes = new EligibilityLanes(registry, stateDirectory, millis -> {});
    }

    @AfterEach
    void stopLanes() {
        lanes.close();
    }

    @Test
    void whatIsReportedCountsTowardsTheLimitOnce() {
        Instant noon = Instant.now();
        for (String id : new String[] {"m-1", "m-2", "m-2"}) {
            lanes.report(FLORIDIAN, new MessageSent(id, noon));
        }
        assertThat(isCapped(noon)).isFalse();

        lanes.report(FLORIDIAN, new MessageSent("m-3", noon.minusSeconds(60)));
        assertThat(isCapped(noon)).isTrue();
        assertThat(isCapped(noon.plus(Duration.ofHours(24)))).isFalse();
    }

    @Test
    void whatNoLimitAsksAboutVanishesByItself() {
        lanes.report(FLORIDIAN, new MessageSent("m-1", Instant.now().minus(Duration.ofHours(25))));
        assertThat(lanes.sends(FLORIDIAN).isEmpty()).isTrue();

        lanes.report(FLORIDIAN, new MessageSent("m-2", Instant.now().minus(Duration.ofHours(23))));
        assertThat(lanes.sends(FLORIDIAN).isEmpty()).isFalse();
        lanes.pass(Duration.ofHours(2));
        assertThat(lanes.sends(FLORIDIAN).isEmpty()).isTrue();
    }

    @Test
    void anErasureForgetsWhatWasSent() {
        lanes.report(FLORIDIAN, new MessageSent("m-1", Instant.now()));

        lanes.consents.pipeInput("acme:+18135550100", null);

        assertThat(lanes.sends(FLORIDIAN).isEmpty()).isTrue();
    }

    private boolean isCapped(Instant now) {
        return new SendTimes(new QuietHours())
                .at(
                        new PlaceDirectory().ofAddress(FLORIDIAN.address()),
                        now,
                        TenantQuietHours.NONE,
                        lanes.sends(FLORIDIAN))
                .frequencyCap();
    }
}
