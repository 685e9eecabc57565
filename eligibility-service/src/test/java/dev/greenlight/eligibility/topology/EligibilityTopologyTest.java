package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.ADDRESS;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredContactMethod;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.Exclusion;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.topic.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EligibilityTopologyTest {

    private static final String CONTACT = "acme:" + ADDRESS;
    private static final String MEMBER = "acme:c-1:" + ADDRESS;

    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    private final List<Long> waits = new ArrayList<>();
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
        lanes = new EligibilityLanes(registry, stateDirectory, waits::add);
    }

    @AfterEach
    void closeLanes() {
        lanes.close();
    }

    @Test
    void aStartMakesACustomerAMemberAndAStopLeavesATombstone() {
        putCustomer(customer("c-1", 1).build());
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));
        lanes.consents.pipeInput(CONTACT, consent(2, ConsentStatus.OPTED_OUT));

        List<TestRecord<String, AudienceMember>> shown = lanes.audience.readRecordsToList();
        assertThat(shown).extracting(TestRecord::key).containsExactly(MEMBER, MEMBER);
        assertThat(shown.getFirst().value())
                .isEqualTo(new AudienceMember(
                        "acme", "c-1", "m-1", ADDRESS, "en", Instant.ofEpochSecond(1_001), "entry-1"));
        assertThat(shown.getLast().value()).isNull();
        assertThat(shown).extracting(TestRecord::timestamp).containsExactly(1_001_000L, 1_002_000L);

        List<TestRecord<String, MembershipChanged>> facts = lanes.facts.readRecordsToList();
        assertThat(facts).extracting(TestRecord::key).containsExactly("acme:c-1", "acme:c-1");
        assertThat(facts)
                .extracting(fact -> fact.value().getChange())
                .containsExactly(MembershipChange.JOINED, MembershipChange.LEFT);
        MembershipChanged left = facts.getLast().value();
        assertThat(left.getExclusions()).containsExactly(Exclusion.OPTED_OUT);
        assertThat(left.getCausedByEventId()).isEqualTo("entry-2");
        assertThat(left.getEffectiveAt()).isEqualTo(Instant.ofEpochSecond(1_002));
        assertThat(left.getAudience()).isEqualTo("sms-marketing");
    }

    @Test
    void whoeverHasAnErasedNumberMustNotUseItUntilItsOwnerIsBack() {
        putCustomer(customer("c-1", 1).build());
        lanes.consents.pipeInput(CONTACT, consent(7, ConsentStatus.OPTED_IN));
        lanes.consents.pipeInput(CONTACT, (ConsentState) null);

        assertThat(lanes.audience.readKeyValuesToList().getLast().value).isNull();
        assertThat(lanes.facts.readValuesToList().getLast().getExclusions()).containsExactly(Exclusion.OPTED_OUT);

        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));

        assertThat(lanes.audience.readKeyValuesToList().getLast().value).isNotNull();
    }

    @Test
    void anErasedNumberIsForgottenWhenNobodyHasItAnyMore() {
        putCustomer(customer("c-1", 1).build());
        lanes.consents.pipeInput(CONTACT, consent(7, ConsentStatus.OPTED_OUT));
        lanes.consents.pipeInput(CONTACT, (ConsentState) null);
        assertThat(lanes.stored(new ContactKey("acme", ADDRESS))).isNotNull();

        lanes.customers.pipeInput("acme:c-1", (CustomerState) null);
        lanes.handOn();

        assertThat(lanes.stored(new ContactKey("acme", ADDRESS))).isNull();
        assertThat(lanes.stored(new CustomerKey("acme", "c-1"))).isNull();
    }

    @Test
    void aNumberThatIsOnlyAskedIsNoMemberAndAGrantThatIsTakenBackLeavesATombstone() {
        putCustomer(customer("c-1", 1).build());
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.PENDING));
        assertThat(lanes.audience.isEmpty()).isTrue();

        lanes.consents.pipeInput(CONTACT, consent(2, ConsentStatus.OPTED_IN));
        lanes.consents.pipeInput(CONTACT, consent(3, ConsentStatus.NEVER_ASKED));

        List<TestRecord<String, AudienceMember>> shown = lanes.audience.readRecordsToList();
        assertThat(shown).extracting(TestRecord::key).containsExactly(MEMBER, MEMBER);
        assertThat(shown.getLast().value()).isNull();
        assertThat(lanes.facts.readValuesToList().getLast().getExclusions()).containsExactly(Exclusion.NOT_OPTED_IN);
    }

    @Test
    void aNumberWhoseHoldEndsIsAMemberAgainAndOlderNewsChangesNothing() {
        putCustomer(customer("c-1", 1).build());
        ConsentState agreed = ConsentState.newBuilder(consent(1, ConsentStatus.OPTED_IN))
                .setDecision(1)
                .build();
        ConsentState held = ConsentState.newBuilder(consent(2, ConsentStatus.ON_HOLD))
                .setDecision(2)
                .build();
        // what holds again was set by the first entry, and it is the third that says so
        ConsentState released = ConsentState.newBuilder(agreed).setDecision(3).build();
        for (ConsentState state : List.of(agreed, held, released, held)) {
            lanes.consents.pipeInput(CONTACT, state);
        }

        List<TestRecord<String, AudienceMember>> shown = lanes.audience.readRecordsToList();
        assertThat(shown).hasSize(3);
        assertThat(shown.get(1).value()).isNull();
        assertThat(shown.getLast().value()).isNotNull();
    }

    @Test
    void theSameInputMakesTheSameEventIds(@TempDir Path elsewhere) {
        try (var again = new EligibilityLanes(registry, elsewhere, millis -> {})) {
            for (EligibilityLanes each : List.of(lanes, again)) {
                each.customers.pipeInput("acme:c-1", customer("c-1", 1).build());
                each.handOn();
                each.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));
            }
            assertThat(lanes.facts.readValue()).isEqualTo(again.facts.readValue());
        }
    }

    @Test
    void storesOnDiskHoldTheSame(@TempDir Path elsewhere) {
        try (var onDisk =
                new EligibilityLanes(registry, elsewhere, millis -> {}, StoreLocation.DISK, new NumberIndex())) {
            onDisk.customers.pipeInput("acme:c-1", customer("c-1", 1).build());
            onDisk.handOn();
            onDisk.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));

            assertThat(onDisk.audience.readKeyValuesToMap()).containsOnlyKeys(MEMBER);
            assertThat(onDisk.stored(new ContactKey("acme", ADDRESS)).getHolders())
                    .hasSize(1);
        }
    }

    @Test
    void oneNumberOnSeveralCustomersIsOneMembershipEach() {
        putCustomer(customer("c-1", 1).build());
        putCustomer(customer("c-2", 1).build());
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));
        assertThat(lanes.audience.readKeyValuesToMap()).containsOnlyKeys(MEMBER, "acme:c-2:" + ADDRESS);

        lanes.consents.pipeInput(CONTACT, consent(2, ConsentStatus.OPTED_OUT));

        Map<String, AudienceMember> gone = lanes.audience.readKeyValuesToMap();
        assertThat(gone).containsOnlyKeys(MEMBER, "acme:c-2:" + ADDRESS);
        assertThat(gone.values()).containsOnlyNulls();
    }

    @Test
    void aNumberThatStandsTwiceOnARecordIsOneMembershipUnlessOneOfTheTwoForbidsIt() {
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));
        putCustomer(customer("c-1", 1)
                .setContactMethods(List.of(mobile("m-1", ADDRESS), mobile("m-2", ADDRESS)))
                .build());
        assertThat(lanes.audience.readValuesToList())
                .extracting(AudienceMember::getContactMethodId)
                .containsExactly("m-1");

        var quiet = mobile("m-2", ADDRESS);
        putCustomer(customer("c-1", 2)
                .setContactMethods(List.of(
                        mobile("m-1", ADDRESS),
                        ContactMethod.newBuilder(quiet)
                                .setMarketingUpdates(false)
                                .build()))
                .build());
        assertThat(lanes.audience.readValuesToList()).containsExactly((AudienceMember) null);
    }

    @Test
    void aNumberTakenOffTheRecordLeavesWithThatReason() {
        beMember();

        putCustomer(customer("c-1", 2)
                .setContactMethods(List.of(mobile("m-1", "+15555550199")))
                .build());

        assertThat(lanes.audience.readValuesToList()).containsExactly((AudienceMember) null);
        assertThat(lanes.facts.readValue().getExclusions()).containsExactly(Exclusion.CONTACT_METHOD_REMOVED);
        assertThat(lanes.stored(new ContactKey("acme", ADDRESS)).getHolders()).isEmpty();
        assertThat(lanes.stored(new ContactKey("acme", "+15555550199")).getHolders())
                .hasSize(1);
    }

    @Test
    void aDeletedCustomerLeavesEveryAudienceAndIsForgotten() {
        beMember();

        lanes.customers.pipeInput("acme:c-1", null);
        lanes.handOn();

        assertThat(lanes.audience.readValuesToList()).containsExactly((AudienceMember) null);
        MembershipChanged left = lanes.facts.readValue();
        assertThat(left.getExclusions()).containsExactly(Exclusion.CONTACT_METHOD_REMOVED);
        assertThat(left.getCausedByEventId()).isEqualTo("consent.customer-state-0-1");
        assertThat(lanes.stored(new CustomerKey("acme", "c-1"))).isNull();
    }

    @Test
    void anInactiveCustomerLeaves() {
        beMember();

        putCustomer(customer("c-1", 2).setActive(false).build());

        assertThat(lanes.audience.readValuesToList()).containsExactly((AudienceMember) null);
        assertThat(lanes.facts.readValue().getExclusions()).containsExactly(Exclusion.INACTIVE_CUSTOMER);
    }

    @Test
    void aMergedCustomerLeavesAndItsSurvivorStays() {
        beMember();
        putCustomer(customer("c-2", 1).build());
        assertThat(lanes.audience.readKeyValuesToMap()).containsOnlyKeys("acme:c-2:" + ADDRESS);

        putCustomer(customer("c-1", 2).setActive(false).setMergedToId("c-2").build());

        Map<String, AudienceMember> gone = lanes.audience.readKeyValuesToMap();
        assertThat(gone).containsOnlyKeys(MEMBER);
        assertThat(gone.values()).containsOnlyNulls();
    }

    @Test
    void aNumberOnNoRecordIsRememberedAndPublishesNothing() {
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));
        assertThat(lanes.audience.isEmpty()).isTrue();

        putCustomer(customer("c-1", 1).build());

        assertThat(lanes.audience.readValue().getConsentEventId()).isEqualTo("entry-1");
    }

    @Test
    void repeatedAndOlderRecordsPublishNothing() {
        beMember();

        putCustomer(customer("c-1", 1).build());
        putCustomer(customer("c-1", 0).setDoNotMail(true).build());
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));
        lanes.consents.pipeInput(CONTACT, consent(0, ConsentStatus.OPTED_OUT));
        lanes.putFlags(CONTACT, olderFlags());

        assertThat(lanes.audience.isEmpty()).isTrue();
        assertThat(lanes.facts.isEmpty()).isTrue();
    }

    @Test
    void aChangeOfTheNameSendsNothingOn() {
        putCustomer(customer("c-1", 1).build());

        lanes.customers.pipeInput(
                "acme:c-1", customer("c-1", 2).setName("Somebody Else").build());

        assertThat(lanes.handOn()).isZero();
    }

    @Test
    void tenantsDoNotShareConsent() {
        putCustomer(customer("c-1", 1).build());

        lanes.consents.pipeInput("other:" + ADDRESS, consent(1, ConsentStatus.OPTED_IN));

        assertThat(lanes.audience.isEmpty()).isTrue();
    }

    @Test
    void theWayFromTheWebhookIsMeasured() {
        putCustomer(customer("c-1", 1).build());
        var headers = new RecordHeaders()
                .add(
                        EventHeaders.BEGAN_AT,
                        Long.toString(System.currentTimeMillis() - 5).getBytes(StandardCharsets.UTF_8));

        lanes.consents.pipeInput(new TestRecord<>(CONTACT, consent(1, ConsentStatus.OPTED_IN), headers));

        assertThat(waits).hasSize(1);
    }

    @Test
    void whatCannotBeReadBecomesADeadLetter() {
        lanes.rawConsents().pipeInput(CONTACT.getBytes(StandardCharsets.UTF_8), new byte[] {9, 9, 9});
        lanes.rawConsents().pipeInput("no colon".getBytes(StandardCharsets.UTF_8), new byte[] {0});
        lanes.rawConsents().pipeInput(null, new byte[] {0});
        // the driver shows what was sent once a record has been processed
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));

        assertThat(lanes.deadLetters().readRecordsToList())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record.headers().toString()).doesNotContain(ADDRESS));
    }

    private void beMember() {
        putCustomer(customer("c-1", 1).build());
        lanes.consents.pipeInput(CONTACT, consent(1, ConsentStatus.OPTED_IN));
        assertThat(lanes.audience.readValue()).isNotNull();
        lanes.facts.readValue();
    }

    private void putCustomer(CustomerState state) {
        lanes.customers.pipeInput("acme:" + state.getCustomerId(), state);
        lanes.handOn();
    }

    private static StoredContactFlags olderFlags() {
        return new StoredContactFlags(
                "c-1", 0L, new StoredContactMethod("m-1", "en", 0, 0), "change-0", Instant.EPOCH, "front-office");
    }
}
