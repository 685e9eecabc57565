package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.ADDRESS;
import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static dev.greenlight.eligibility.topology.ExampleEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.quiethours.Window;
import dev.greenlight.schemas.audience.Exclusion;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.consent.TextHours;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audience of texts about jobs, and what the settings of a company do to it. */
class TransactionalAudienceTest {

    private static final String CONTACT = "acme:" + ADDRESS;

    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    private EligibilityLanes lanes;

    @BeforeAll
    static void startRegistry() {
        registry = new InProcessRegistry().registerAll();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @BeforeEach
    void openLanes() {
        lanes = new EligibilityLanes(registry, stateDirectory, millis -> {});
    }

    @AfterEach
    void closeLanes() {
        lanes.close();
    }

    @Test
    void aNumberThatWasNeverAskedIsSentTextsAboutJobs() {
        put("c-1", 1, number(true, true));

        assertThat(lanes.transactional.readKeyValue()).satisfies(shown -> {
            assertThat(shown.key).isEqualTo("acme:c-1:" + ADDRESS);
            assertThat(shown.value.getSince()).isEqualTo(Instant.ofEpochSecond(501));
            assertThat(shown.value.getConsentEventId()).isNull();
        });
        assertThat(lanes.audience.isEmpty()).isTrue();
    }

    @Test
    void aStopToMarketingLeavesTextsAboutJobsAndAStopToAllDoesNot() {
        put("c-1", 1, number(true, true));
        lanes.transactional.readRecordsToList();

        lanes.consents.pipeInput(CONTACT, stop(1, OptOutScope.MARKETING));
        assertThat(lanes.transactional.readValuesToList())
                .singleElement()
                .satisfies(member -> assertThat(member.getConsentEventId()).isEqualTo("entry-1"));

        lanes.consents.pipeInput(CONTACT, stop(2, OptOutScope.ALL));
        assertThat(lanes.transactional.readValuesToList()).containsOnlyNulls().hasSize(1);
        assertThat(lanes.facts.readValuesToList().getLast()).satisfies(left -> {
            assertThat(left.getAudience()).isEqualTo("sms-transactional");
            assertThat(left.getExclusions()).containsExactly(Exclusion.OPTED_OUT);
        });
    }

    @Test
    void marketingProAsksForMarketingUpdatesTooAndTheFactsSayThatTheSettingsDidIt() {
        put("c-1", 1, number(false, true));
        lanes.facts.readValuesToList();

        lanes.set(settings(1, MarketingProEdition.V2));
        idleToTheEnd();

        assertThat(lanes.transactional.readValuesToList().getLast()).isNull();
        assertThat(lanes.facts.readValuesToList()).singleElement().satisfies(left -> {
            assertThat(left.getChange()).isEqualTo(MembershipChange.LEFT);
            assertThat(left.getExclusions()).containsExactly(Exclusion.MARKETING_UPDATES_OFF);
            assertThat(left.getCausedByEventId()).isEqualTo("settings-1");
            assertThat(left.getEffectiveAt()).isEqualTo(Instant.ofEpochSecond(2_001));
        });

        lanes.set(settings(2, MarketingProEdition.NONE));
        idleToTheEnd();

        assertThat(lanes.transactional.readValuesToList())
                .singleElement()
                .satisfies(member -> assertThat(member.getSince()).isEqualTo(Instant.ofEpochSecond(2_002)));
        assertThat(lanes.facts.readValuesToList())
                .extracting(MembershipChanged::getCausedByEventId)
                .containsExactly("settings-2");
    }

    @Test
    void hoursForMarketingTextsAreKeptAndMoveNobody() {
        put("c-1", 1, number(true, true));
        lanes.set(settings(1, MarketingProEdition.V1));
        idleToTheEnd();

        lanes.set(TenantSettings.newBuilder(settings(2, MarketingProEdition.V1))
                .setMarketingTextHours(List.of(new TextHours(1, 1_020, 1_140), new TextHours(7, 0, 0)))
                .build());

        assertThat(lanes.isReevaluating()).isFalse();
        assertThat(lanes.settings(TENANT).marketingTextHours())
                .isEqualTo(new TenantQuietHours(
                        Map.of(DayOfWeek.MONDAY, new Window(1_020, 1_140), DayOfWeek.SUNDAY, Window.NEVER)));
    }

    @Test
    void settingsThatDecideNothingElseMoveNobody() {
        put("c-1", 1, number(true, true));
        lanes.set(settings(1, MarketingProEdition.V1));
        idleToTheEnd();
        lanes.transactional.readRecordsToList();

        lanes.set(settings(2, MarketingProEdition.V2));

        assertThat(lanes.isReevaluating()).isFalse();
        assertThat(lanes.transactional.isEmpty()).isTrue();
    }

    @Test
    void aStopDoesNotWaitForTheOthersOfItsCompany() {
        int many = 3 * CompanySettingsProcessor.SLICE;
        for (int customer = 0; customer < many; customer++) {
            put("c-" + customer, 1, number("+1555555" + (1_000 + customer), false, true));
        }
        lanes.transactional.readRecordsToList();

        lanes.set(settings(1, MarketingProEdition.V1));
        lanes.idle();
        lanes.consents.pipeInput(
                "acme:+15555551749",
                ConsentState.newBuilder(stop(1, OptOutScope.ALL))
                        .setAddress("+15555551749")
                        .build());

        assertThat(lanes.isReevaluating()).isTrue();
        var shown = lanes.transactional.readKeyValuesToList();
        assertThat(shown.getLast().key).isEqualTo("acme:c-749:+15555551749");
        assertThat(shown).hasSizeBetween(2, CompanySettingsProcessor.SLICE + 1);
        idleToTheEnd();
        assertThat(lanes.transactional.readKeyValuesToList()).hasSize(many - shown.size());
    }

    @Test
    void whatTheSettingsDidIsNotBlamedOnWhatComesBeforeTheirTurn() {
        put("c-1", 1, number(false, true));
        lanes.set(settings(1, MarketingProEdition.V1));
        lanes.facts.readValuesToList();

        lanes.consents.pipeInput(CONTACT, stop(1, OptOutScope.ALL));

        assertThat(lanes.facts.readValuesToList()).singleElement().satisfies(left -> {
            assertThat(left.getCausedByEventId()).isEqualTo("settings-1");
            assertThat(left.getExclusions()).containsExactly(Exclusion.MARKETING_UPDATES_OFF);
        });
    }

    private void idleToTheEnd() {
        lanes.idle();
        while (lanes.isReevaluating()) {
            lanes.idle();
        }
    }

    private void put(String customerId, long revision, ContactMethod method) {
        lanes.customers.pipeInput(
                "acme:" + customerId,
                customer(customerId, revision)
                        .setContactMethods(List.of(method))
                        .build());
        lanes.handOn();
    }

    private static ContactMethod number(boolean marketingUpdates, boolean jobNotifications) {
        return number(ADDRESS, marketingUpdates, jobNotifications);
    }

    private static ContactMethod number(String address, boolean marketingUpdates, boolean jobNotifications) {
        return ContactMethod.newBuilder(mobile("m-1", address))
                .setMarketingUpdates(marketingUpdates)
                .setJobNotifications(jobNotifications)
                .build();
    }

    private static ConsentState stop(long sequence, OptOutScope scope) {
        return ConsentState.newBuilder(consent(sequence, ConsentStatus.OPTED_OUT))
                .setOptOutScope(scope)
                .build();
    }
}
