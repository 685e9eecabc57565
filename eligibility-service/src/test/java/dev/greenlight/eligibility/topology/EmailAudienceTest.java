package dev.greenlight.eligibility.topology;

import static dev.greenlight.eligibility.topology.ExampleEvents.TENANT;
import static dev.greenlight.eligibility.topology.ExampleEvents.consent;
import static dev.greenlight.eligibility.topology.ExampleEvents.customer;
import static dev.greenlight.eligibility.topology.ExampleEvents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.Exclusion;
import dev.greenlight.schemas.audience.MembershipChange;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.ContactMethodType;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audience of marketing emails, from customer records, suppressions and settings to one address a customer. */
class EmailAudienceTest {

    private static final String FIRST = "ann@example.com";
    private static final String SECOND = "ann.work@example.com";

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
    void ofTwoAddressesTheFirstIsShownAndTheSecondWhenItUnsubscribes() {
        put(record(1, FIRST, SECOND));
        assertThat(shown().getLast().key).isEqualTo("acme:c-1:" + FIRST);
        lanes.emailFacts.readValuesToList();

        put(FIRST, suppressed(FIRST, 1, EmailSuppressionReason.UNSUBSCRIBE));

        assertThat(shown())
                .satisfiesExactly(
                        left -> {
                            assertThat(left.key).isEqualTo("acme:c-1:" + FIRST);
                            assertThat(left.value).isNull();
                        },
                        joined -> {
                            assertThat(joined.key).isEqualTo("acme:c-1:" + SECOND);
                            assertThat(joined.value.getContactMethodId()).isEqualTo("m-" + SECOND);
                        });
        List<MembershipChanged> facts = lanes.emailFacts.readValuesToList();
        assertThat(facts)
                .extracting(MembershipChanged::getChange)
                .containsExactly(MembershipChange.LEFT, MembershipChange.JOINED);
        assertThat(facts.getFirst().getExclusions()).containsExactly(Exclusion.EMAIL_UNSUBSCRIBED);
        assertThat(facts).extracting(MembershipChanged::getCausedByEventId).containsOnly("entry-1");
    }

    @Test
    void anotherOrderOfTheRecordIsAnotherAddress() {
        put(record(1, FIRST, SECOND));
        shown();

        put(record(2, SECOND, FIRST));

        assertThat(shown()).extracting(each -> each.key).containsExactly("acme:c-1:" + FIRST, "acme:c-1:" + SECOND);
        assertThat(lanes.emailFacts.readValuesToList().get(1).getExclusions())
                .containsExactly(Exclusion.OTHER_EMAIL_FIRST);
    }

    @Test
    void anAddressThatIsSuppressedBeforeItIsOnARecordNeverShows() {
        put(FIRST, suppressed(FIRST, 1, EmailSuppressionReason.BOUNCE));
        put(record(1, FIRST));

        assertThat(shown()).isEmpty();

        put(FIRST, suppressed(FIRST, 2, null));
        assertThat(shown()).singleElement().satisfies(member -> {
            assertThat(member.value).isNotNull();
            assertThat(member.value.getConsentEventId()).isEqualTo("entry-2");
        });
    }

    @Test
    void aCustomerThatIsDeletedOrMarkedLeavesWithEveryReason() {
        put(record(1, FIRST, SECOND));
        lanes.emailFacts.readValuesToList();

        put(CustomerState.newBuilder(record(2, FIRST, SECOND))
                .setDoNotMail(true)
                .setDoNotSendPromotionalEmails(true)
                .build());

        assertThat(shown().getLast().value).isNull();
        assertThat(lanes.emailFacts.readValuesToList().getFirst().getExclusions())
                .containsExactly(Exclusion.DO_NOT_MAIL, Exclusion.DO_NOT_SEND_PROMOTIONAL_EMAILS);
    }

    @Test
    void withVersionOneADoubleOptInIsATagHoweverTypedOrTheConsentOfTheAddress() {
        lanes.set(firstEdition(1).setDoubleOptIn(true).build());
        put(record(1, FIRST));
        assertThat(shown()).isEmpty();

        put(CustomerState.newBuilder(record(2, FIRST))
                .setTags(List.of(" opted IN "))
                .build());
        assertThat(shown()).hasSize(1);

        put(record(3, FIRST));
        assertThat(shown()).extracting(each -> each.value).containsOnlyNulls();

        put(
                FIRST,
                ConsentState.newBuilder(suppressed(FIRST, 1, null))
                        .setStatus(ConsentStatus.OPTED_IN)
                        .build());
        assertThat(shown()).hasSize(1);
    }

    @Test
    void dormantCustomersAreSparedOnlyWhereTheCompanyAsksForThatWithVersionOne() {
        put(CustomerState.newBuilder(record(1, FIRST))
                .setTags(List.of("VIP", "Email Dormant"))
                .build());
        assertThat(shown()).hasSize(1);
        lanes.emailFacts.readValuesToList();

        set(firstEdition(1).setOptOutMessage(true).setAutoSuppressDormant(true).build());

        assertThat(shown()).extracting(each -> each.value).containsOnlyNulls();
        assertThat(lanes.emailFacts.readValuesToList()).singleElement().satisfies(left -> {
            assertThat(left.getExclusions()).containsExactly(Exclusion.EMAIL_DORMANT);
            assertThat(left.getCausedByEventId()).isEqualTo("settings-1");
        });

        set(settings(2, MarketingProEdition.V2));
        assertThat(shown()).hasSize(1);
    }

    private List<KeyValue<String, AudienceMember>> shown() {
        return lanes.emails.readKeyValuesToList();
    }

    private void set(TenantSettings state) {
        lanes.set(state);
        do {
            lanes.idle();
        } while (lanes.isReevaluating());
        lanes.handBack();
    }

    private void put(CustomerState state) {
        lanes.customers.pipeInput("acme:c-1", state);
        lanes.handOn();
        lanes.handBack();
    }

    private void put(String address, ConsentState state) {
        lanes.consents.pipeInput(TENANT + ":" + address, state);
        lanes.handBack();
    }

    private static TenantSettings.Builder firstEdition(long revision) {
        return TenantSettings.newBuilder(settings(revision, MarketingProEdition.V1));
    }

    private static CustomerState record(long revision, String... addresses) {
        return customer("c-1", revision)
                .setContactMethods(
                        Stream.of(addresses).map(EmailAudienceTest::email).toList())
                .build();
    }

    private static ContactMethod email(String address) {
        return ContactMethod.newBuilder()
                .setContactMethodId("m-" + address)
                .setType(ContactMethodType.EMAIL)
                .setValue(address)
                .setMarketingUpdates(true)
                .setJobNotifications(false)
                .build();
    }

    private static ConsentState suppressed(String address, long decision, @Nullable EmailSuppressionReason reason) {
        boolean byPerson = reason == EmailSuppressionReason.UNSUBSCRIBE;
        return ConsentState.newBuilder(
                        consent(decision, byPerson ? ConsentStatus.OPTED_OUT : ConsentStatus.NEVER_ASKED))
                .setChannel(Channel.EMAIL)
                .setAddress(address)
                .setOptOutScope(byPerson ? OptOutScope.MARKETING : OptOutScope.NONE)
                .setSuppression(reason)
                .setDecision(decision)
                .build();
    }
}
