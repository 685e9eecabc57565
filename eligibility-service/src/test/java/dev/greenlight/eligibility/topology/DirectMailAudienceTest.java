package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.schemas.audience.DirectMailMember;
import dev.greenlight.schemas.audience.Exclusion;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.PostalAddress;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audience of post, from customer records to members and facts. */
class DirectMailAudienceTest {

    private static final String CUSTOMER = "c-1";
    private static final String KEY = "acme:c-1";

    private static InProcessRegistry registry;

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path otherStateDirectory;

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
    void aCustomerWithAnAddressIsAMemberWithEverythingForTheEnvelopeAndTheProof() {
        put(record(1));

        TestRecord<String, DirectMailMember> shown = lanes.mail.readRecord();
        assertThat(shown.key()).isEqualTo(KEY);
        assertThat(shown.timestamp()).isEqualTo(501_000);
        assertThat(shown.value())
                .isEqualTo(DirectMailMember.newBuilder()
                        .setTenant(TENANT)
                        .setCustomerId(CUSTOMER)
                        .setName("Jo Example")
                        .setStreet("12 Example Street")
                        .setCity("San Francisco")
                        .setState("CA")
                        .setZip("94103")
                        .setCountry("US")
                        .setLanguage("en")
                        .setSince(Instant.ofEpochSecond(501))
                        .setCustomerEventId("change-1")
                        .build());
        assertThat(lanes.emailFacts.readKeyValuesToList()).singleElement().satisfies(fact -> {
            assertThat(fact.key).isEqualTo(KEY);
            assertThat(fact.value.getChange()).isEqualTo(MembershipChange.JOINED);
            assertThat(fact.value.getAudience()).isEqualTo("direct-mail");
            assertThat(fact.value.getCustomerId()).isEqualTo(CUSTOMER);
            assertThat(fact.value.getAddress()).isEmpty();
            assertThat(fact.value.getContactMethodId()).isEmpty();
            assertThat(fact.value.getCausedByEventId()).isEqualTo("change-1");
        });
    }

    @Test
    void whoHasEveryReasonAgainstThemLeavesWithAllOfThem() {
        put(record(1));
        forget();

        put(record(2).setActive(false).setDoNotMail(true).setDoNotService(true).setAddress(null));

        assertThat(lanes.mail.readKeyValuesToList()).containsExactly(KeyValue.pair(KEY, null));
        MembershipChanged left = lanes.emailFacts.readValue();
        assertThat(left.getChange()).isEqualTo(MembershipChange.LEFT);
        assertThat(left.getExclusions())
                .containsExactly(
                        Exclusion.INACTIVE_CUSTOMER,
                        Exclusion.NO_VALID_POSTAL_ADDRESS,
                        Exclusion.DO_NOT_MAIL,
                        Exclusion.DO_NOT_SERVICE);
        assertThat(left.getEffectiveAt()).isEqualTo(Instant.ofEpochSecond(502));
    }

    @Test
    void whoMovesIsShownAtTheNewAddressAndHasNotLeft() {
        put(record(1));
        forget();

        put(record(2).setAddress(address("7 Example Road")).setName("Jo Newname"));

        DirectMailMember member = lanes.mail.readValue();
        assertThat(member.getStreet()).isEqualTo("7 Example Road");
        assertThat(member.getName()).isEqualTo("Jo Newname");
        assertThat(member.getSince()).isEqualTo(Instant.ofEpochSecond(501));
        assertThat(member.getCustomerEventId()).isEqualTo("change-2");
        assertThat(lanes.emailFacts.isEmpty()).isTrue();
    }

    @Test
    void whatIsNotOnTheEnvelopeIsNotShownAgain() {
        put(record(1));
        forget();

        put(record(2).setContactMethods(List.of()).setTags(List.of("vip")).setDoNotSendPromotionalEmails(true));

        assertThat(lanes.mail.isEmpty()).isTrue();
        assertThat(lanes.emailFacts.isEmpty()).isTrue();
    }

    @Test
    void aStopEndsTextsAndNotPost() {
        put(record(1));
        forget();

        lanes.consents.pipeInput(TENANT + ":" + ExampleEvents.ADDRESS, consent(1, ConsentStatus.OPTED_OUT));

        assertThat(lanes.mail.isEmpty()).isTrue();
    }

    @Test
    void ofAnErasedCustomerTheAudienceAndTheStoreHaveNothingLeft() {
        put(record(1));
        forget();

        put((CustomerState) null);

        assertThat(lanes.mail.readKeyValuesToList()).containsExactly(KeyValue.pair(KEY, null));
        assertThat(lanes.emailFacts.readValue().getExclusions()).containsExactly(Exclusion.NO_CUSTOMER_RECORD);
        assertThat(lanes.storedMail(new CustomerKey(TENANT, CUSTOMER))).isNull();
    }

    @Test
    void ofSomebodyWhoWasNeverAMemberNothingIsShown() {
        put(record(1).setAddress(null));
        put((CustomerState) null);

        assertThat(lanes.mail.isEmpty()).isTrue();
        assertThat(lanes.emailFacts.isEmpty()).isTrue();
    }

    @Test
    void theStoreKeepsNeitherTheNameNorTheAddress() {
        put(record(1));

        var stored = lanes.storedMail(new CustomerKey(TENANT, CUSTOMER));

        assertThat(stored.toString()).doesNotContain("Jo", "Example", "San Francisco", "94103");
        assertThat(DirectMailMapper.toStore(DirectMailMapper.fromStore(stored))).isEqualTo(stored);
    }

    @Test
    void theSameRecordsAgainChangeNothingAndElsewhereGiveTheSame() {
        List<CustomerState> records = List.of(
                record(1).build(),
                record(2).setDoNotMail(true).build(),
                record(3).build(),
                record(4).setAddress(address("7 Example Road")).build());
        records.forEach(this::put);
        List<KeyValue<String, DirectMailMember>> shown = lanes.mail.readKeyValuesToList();
        List<MembershipChanged> facts = lanes.emailFacts.readValuesToList();

        records.forEach(this::put);
        assertThat(lanes.mail.isEmpty()).isTrue();
        assertThat(lanes.emailFacts.isEmpty()).isTrue();

        try (var others = new EligibilityLanes(registry, otherStateDirectory, millis -> {})) {
            records.forEach(record -> others.customers.pipeInput(KEY, record));
            assertThat(others.mail.readKeyValuesToList()).isEqualTo(shown).hasSize(4);
            assertThat(others.emailFacts.readValuesToList()).isEqualTo(facts).hasSize(3);
        }
    }

    @Test
    void factsHaveKeysOfTheirOwnAndMembersTheKeyOfTheCustomer() {
        put(record(1));
        put(record(2).setDoNotMail(true));

        assertThat(lanes.rawKeys("audience.direct-mail")).containsOnly(KEY).hasSize(2);
        assertThat(lanes.rawKeys("audience.membership-changed"))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith(KEY + ' '));
    }

    private void put(CustomerState.Builder record) {
        put(record.build());
    }

    private void put(@Nullable CustomerState record) {
        lanes.customers.pipeInput(KEY, record);
    }

    private void forget() {
        lanes.mail.readRecordsToList();
        lanes.emailFacts.readRecordsToList();
    }

    private static CustomerState.Builder record(long revision) {
        return customer(CUSTOMER, revision).setAddress(address("12 Example Street"));
    }

    private static PostalAddress address(String street) {
        return new PostalAddress(street, null, "San Francisco", "CA", "94103", "US");
    }
}
