package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.ADDRESS;
import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static dev.greenlight.eligibility.topology.ExampleEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.schemas.audience.Exclusion;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.EstimateStatus;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.crm.JobStatus;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audience of texts about estimates that nothing has come of yet. */
class UnsoldEstimatesTest {

    private static final String MEMBER = "acme:c-1:" + ADDRESS;

    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    private final Instant requestedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
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
    void aCustomerWithAnOpenEstimateJoinsWhicheverComesFirst() {
        put(1);
        assertThat(isMember()).isNull();
        estimate("e-1", EstimateStatus.OPEN, 1);
        assertThat(isMember()).isTrue();
        assertThat(lanes.facts.readValuesToList().getLast().getCausedByEventId())
                .isEqualTo("e-1-1");

        estimate("e-1", EstimateStatus.OPEN, 2, requestedAt, "c-2");
        lanes.customers.pipeInput(
                "acme:c-2",
                customer("c-2", 1).setContactMethods(List.of(textable())).build());
        lanes.handOn();
        assertThat(lanes.unsold.readKeyValue().key).isEqualTo("acme:c-2:" + ADDRESS);
    }

    @Test
    void whatTheCustomerDecidedEndsIt() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        lanes.unsold.readRecordsToList();
        lanes.facts.readValuesToList();

        estimate("e-1", EstimateStatus.SOLD, 2);

        assertThat(isMember()).isFalse();
        assertThat(lanes.facts.readValuesToList()).singleElement().satisfies(left -> {
            assertThat(left.getAudience()).isEqualTo("unsold-estimates");
            assertThat(left.getChange()).isEqualTo(MembershipChange.LEFT);
            assertThat(left.getExclusions()).containsExactly(Exclusion.NO_OPEN_ESTIMATE);
            assertThat(left.getCausedByEventId()).isEqualTo("e-1-2");
        });
    }

    @Test
    void aJobOnTheEstimateEndsItAndACanceledOneDoesNot() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        job("e-2", JobStatus.SCHEDULED, 1);
        assertThat(isMember()).isTrue();

        job("e-1", JobStatus.SCHEDULED, 2);
        assertThat(isMember()).isFalse();

        job("e-1", JobStatus.CANCELED, 3);
        assertThat(isMember()).isTrue();

        job("e-1", JobStatus.UNKNOWN, 4);
        assertThat(isMember()).isFalse();

        job(null, JobStatus.SCHEDULED, 5);
        assertThat(isMember()).isTrue();
    }

    @Test
    void aJobThatIsKnownBeforeItsEstimateCounts() {
        put(1);
        job("e-1", JobStatus.SCHEDULED, 1);
        estimate("e-1", EstimateStatus.OPEN, 1);

        assertThat(isMember()).isNull();
    }

    @Test
    void itLeavesByItselfWhenTheWindowPasses() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        lanes.unsold.readRecordsToList();
        lanes.facts.readValuesToList();

        lanes.wait(Duration.ofDays(30).minusMinutes(1));
        assertThat(isMember()).isNull();
        lanes.wait(Duration.ofMinutes(2));

        assertThat(isMember()).isFalse();
        Instant end = requestedAt.plus(Duration.ofDays(30));
        assertThat(lanes.facts.readValuesToList()).singleElement().satisfies(left -> {
            assertThat(left.getCausedByEventId()).isEqualTo("e-1:window-over:" + end.toEpochMilli());
            assertThat(left.getEffectiveAt()).isEqualTo(end);
        });
    }

    @Test
    void theLastOfSeveralEstimatesEndsIt() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        estimate("e-2", EstimateStatus.OPEN, 1, requestedAt.minus(Duration.ofDays(5)), "c-1");
        lanes.unsold.readRecordsToList();

        estimate("e-1", EstimateStatus.DISMISSED, 2);
        assertThat(isMember()).isNull();
        lanes.wait(Duration.ofDays(26));

        assertThat(isMember()).isFalse();
    }

    @Test
    void newsThatIsRepeatedOrOldChangesNothing() {
        put(1);
        estimate("e-1", EstimateStatus.SOLD, 2);
        estimate("e-1", EstimateStatus.OPEN, 1);
        estimate("e-1", EstimateStatus.OPEN, 2);

        assertThat(isMember()).isNull();
    }

    @Test
    void aStopCrossesOneCommit() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        lanes.unsold.readRecordsToList();

        lanes.consents.pipeInput("acme:" + ADDRESS, consent(1, ConsentStatus.OPTED_OUT));

        assertThat(isMember()).isFalse();
    }

    @Test
    void customersWithoutEstimatesCostNothing() {
        put(1);

        assertThat(lanes.approximateEstimates()).isZero();
        assertThat(lanes.wait(Duration.ofDays(400))).isZero();
    }

    @Test
    void whatIsOfNoUseIsForgotten() {
        put(1);
        estimate("e-1", EstimateStatus.SOLD, 1);
        assertThat(lanes.approximateEstimates()).isEqualTo(2);

        lanes.wait(Duration.ofDays(366));

        assertThat(lanes.approximateEstimates()).isZero();
    }

    @Test
    void theEstimatesOfADeletedCustomerAreForgotten() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        lanes.unsold.readRecordsToList();

        lanes.customers.pipeInput(new TestRecord<>("acme:c-1", null));
        lanes.handOn();

        assertThat(isMember()).isFalse();
        assertThat(lanes.approximateEstimates()).isZero();
    }

    @Test
    void anotherWindowLooksAtTheCustomersOfTheCompanyAgain() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1, requestedAt.minus(Duration.ofDays(20)), "c-1");
        for (int other = 0; other < 2 * EstimateWindowProcessor.SLICE; other++) {
            estimate("e-" + other, EstimateStatus.OPEN, 1, requestedAt, "b-" + other);
        }
        lanes.unsold.readRecordsToList();
        lanes.facts.readValuesToList();

        lanes.set(window(1, 10));
        lanes.wait(EstimateWindowProcessor.EVERY);
        assertThat(isMember()).isNull();
        lookAgain();

        assertThat(isMember()).isFalse();
        assertThat(lanes.facts.readValuesToList())
                .extracting(MembershipChanged::getCausedByEventId)
                .containsExactly("settings-1");

        lanes.set(window(2, 60));
        lookAgain();
        assertThat(isMember()).isTrue();
    }

    @Test
    void aReplayEndsInTheSameState() {
        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        job("e-1", JobStatus.SCHEDULED, 1);
        job("e-1", JobStatus.CANCELED, 2);
        var stored = lanes.stored(new ContactKey(TENANT, ADDRESS));

        put(1);
        estimate("e-1", EstimateStatus.OPEN, 1);
        job("e-1", JobStatus.SCHEDULED, 1);
        job("e-1", JobStatus.CANCELED, 2);

        assertThat(lanes.stored(new ContactKey(TENANT, ADDRESS))).isEqualTo(stored);
    }

    private void lookAgain() {
        for (int slice = 0; slice < 4; slice++) {
            lanes.wait(EstimateWindowProcessor.EVERY);
        }
    }

    /** What was published since the last time; null where nothing was. */
    private @Nullable Boolean isMember() {
        var shown = lanes.unsold.readKeyValuesToList();
        if (shown.isEmpty()) {
            return null;
        }
        assertThat(shown).allMatch(record -> record.key.equals(MEMBER));
        return shown.getLast().value != null;
    }

    private void put(long revision) {
        lanes.customers.pipeInput(
                "acme:c-1",
                customer("c-1", revision).setContactMethods(List.of(textable())).build());
        lanes.handOn();
    }

    private static ContactMethod textable() {
        return ContactMethod.newBuilder(mobile("m-1", ADDRESS))
                .setJobNotifications(true)
                .build();
    }

    private void estimate(String estimateId, EstimateStatus status, long revision) {
        estimate(estimateId, status, revision, requestedAt, "c-1");
    }

    private void estimate(
            String estimateId, EstimateStatus status, long revision, Instant requested, String customerId) {
        lanes.estimates.pipeInput(
                "acme:" + estimateId,
                new EstimateChanged(
                        estimateId + "-" + revision,
                        TENANT,
                        estimateId,
                        customerId,
                        status,
                        requested,
                        requestedAt,
                        revision));
        lanes.tellCustomers();
    }

    private void job(@Nullable String estimateId, JobStatus status, long revision) {
        lanes.jobs.pipeInput(
                "acme:j-1",
                new JobChanged("j-1-" + revision, TENANT, "j-1", "c-1", estimateId, status, requestedAt, revision));
        lanes.tellCustomers();
    }

    private static TenantSettings window(long revision, int days) {
        return TenantSettings.newBuilder(settings(revision, MarketingProEdition.NONE))
                .setUnsoldEstimateDays(days)
                .build();
    }
}
