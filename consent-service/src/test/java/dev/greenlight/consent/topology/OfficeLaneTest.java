package dev.greenlight.consent.topology;

import static dev.greenlight.consent.domain.settings.TenantSettings.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.customer.PostalAddress;
import dev.greenlight.consent.domain.settings.EarlierScope;
import dev.greenlight.consent.domain.settings.MarketingPro;
import dev.greenlight.consent.domain.settings.MarketingPro.Edition;
import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.Outreach;
import dev.greenlight.consent.domain.settings.ScheduledScope;
import dev.greenlight.consent.domain.settings.Senders;
import dev.greenlight.consent.domain.settings.Senders.EmailSender;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.domain.settings.TextHours;
import dev.greenlight.consent.domain.settings.TextLanguage;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredErasure;
import dev.greenlight.consent.stored.StoredOutcome;
import dev.greenlight.consent.stored.StoredSettingsCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.topic.EventHeaders;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.EveryPartition;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfficeLaneTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Fields ANN = new Fields(
            "Ann",
            null,
            null,
            null,
            false,
            null,
            null,
            null,
            null,
            List.of(new RequestedContactMethod(null, ContactMethodType.MOBILE, "+15555550123", null, null)),
            new PostalAddress("1 Main St", null, "Reno", "NV", "89501", "US"),
            false,
            "https://portal.example.com/ann",
            false);

    private static final Fields DO_NOT_MAIL =
            new Fields("Ann", null, null, null, false, true, null, null, null, null, null, false, null, false);

    private TopologyFixture fixture;
    private TestInputTopic<String, StoredCustomerCommand> customers;
    private TestInputTopic<String, StoredSettingsCommand> settings;
    private TestOutputTopic<String, CustomerState> customerStates;
    private TestOutputTopic<String, TenantSettings> settingsStates;
    private TestOutputTopic<String, StoredTenantSettings> broadcast;
    private TestOutputTopic<String, StoredCommandOutcome> outcomes;

    @BeforeEach
    void start() {
        fixture = TopologyFixture.officeLane();
        customers = fixture.input(PrivateTopic.CUSTOMER_COMMAND, StoredCustomerCommand.class);
        settings = fixture.input(PrivateTopic.SETTINGS_COMMAND, StoredSettingsCommand.class);
        customerStates = fixture.output(EventTopic.CUSTOMER_STATE);
        settingsStates = fixture.output(EventTopic.TENANT_SETTINGS_STATE);
        broadcast = fixture.output(PrivateTopic.SETTINGS_BROADCAST, StoredTenantSettings.class);
        outcomes = fixture.outcomes();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void customerIsPublishedAndTheRequestIsAnswered() {
        customers.pipeInput(TopologyFixture.awaited("acme:42", command("c1", ANN)));

        var state = customerStates.readKeyValue();
        assertThat(state.key).isEqualTo("acme:42");
        assertThat(state.value.getCustomerId()).isEqualTo("42");
        assertThat(state.value.getEventId()).isEqualTo("c1");
        assertThat(state.value.getContactMethods().getFirst().getMarketingUpdates())
                .isTrue();
        assertThat(Objects.requireNonNull(state.value.getAddress()).getZip()).isEqualTo("89501");
        assertThat(state.value.getPortalLink()).isEqualTo("https://portal.example.com/ann");
        var outcome = outcomes.readRecord();
        assertThat(outcome.value().getOutcome()).isEqualTo(StoredOutcome.CREATED);
        assertThat(outcome.value().getCustomer()).isNotNull();
        assertThat(outcome.headers().lastHeader(CommandHeaders.CORRELATION_ID)).isNotNull();
    }

    @Test
    void anErasedCustomerIsGoneAndTheErasedAddressDoesNotComeBack() {
        customers.pipeInput(TopologyFixture.awaited("acme:42", command("c1", ANN)));
        fixture.input(PrivateTopic.CUSTOMER_ERASURE_COMMAND, StoredErasure.class)
                .pipeInput(TopologyFixture.awaited("acme:42", new StoredErasure("e1", "acme", "42", "", NOON)));
        String pseudonym = TopologyFixture.PSEUDONYMS.of("acme", "+15555550123");
        var marks = fixture.input(PrivateTopic.ERASED_ADDRESS, StoredErasedAddress.class);
        marks.pipeInput(pseudonym, new StoredErasedAddress("acme", NOON, 2L, null));
        customers.pipeInput(TopologyFixture.awaited("acme:43", command("c2", "43", ANN)));
        marks.pipeInput(pseudonym, (StoredErasedAddress) null);
        customers.pipeInput(TopologyFixture.awaited("acme:43", command("c3", "43", ANN)));

        assertThat(customerStates.readKeyValuesToList())
                .extracting(state -> state.key, state -> state.value != null)
                .containsExactly(tuple("acme:42", true), tuple("acme:42", false), tuple("acme:43", true));
        assertThat(outcomes.readValuesToList())
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(
                        StoredOutcome.CREATED, StoredOutcome.UPDATED, StoredOutcome.REFUSED, StoredOutcome.CREATED);
    }

    @Test
    void rowOfAListIsAnsweredWithoutTheRecord() {
        var row = TopologyFixture.awaited("acme:42", command("c1", ANN));
        row.headers().add(EventHeaders.BULK, new byte[0]);

        customers.pipeInput(row);

        var outcome = outcomes.readRecord().value();
        assertThat(outcome.getOutcome()).isEqualTo(StoredOutcome.CREATED);
        assertThat(outcome.getCustomer()).isNull();
        assertThat(customerStates.readRecord().headers().lastHeader(EventHeaders.BULK))
                .as("a backlog for those who read it too")
                .isNotNull();
    }

    @Test
    void samePutAgainIsAnsweredAndNotPublished() {
        customers.pipeInput(TopologyFixture.awaited("acme:42", command("c1", ANN)));
        customers.pipeInput(TopologyFixture.awaited("acme:42", command("c2", ANN)));
        customers.pipeInput(TopologyFixture.awaited("acme:42", command("c1", ANN)));

        assertThat(customerStates.readValuesToList()).hasSize(1);
        assertThat(outcomes.readValuesToList())
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(StoredOutcome.CREATED, StoredOutcome.UNCHANGED, StoredOutcome.REPEATED);
    }

    @Test
    void rowOfAListIsAnsweredAndUndoesNothingThatIsNewer() {
        customers.pipeInput(TopologyFixture.awaited("acme:42", imported("row-1", NOON.minusSeconds(1))));
        customers.pipeInput(TopologyFixture.awaited("acme:42", command("c1", DO_NOT_MAIL)));
        customers.pipeInput(TopologyFixture.awaited("acme:42", imported("row-2", NOON.minusSeconds(1))));

        assertThat(outcomes.readValuesToList())
                .extracting(StoredCommandOutcome::getOutcome)
                .containsExactly(StoredOutcome.CREATED, StoredOutcome.UPDATED, StoredOutcome.OTHER_REVISION);
        assertThat(customerStates.readValuesToList())
                .last()
                .satisfies(state -> assertThat(state.getDoNotMail()).isTrue());
    }

    @Test
    void bulkIsNotAnswered() {
        customers.pipeInput("acme:42", command("c1", ANN));

        assertThat(customerStates.readValuesToList()).hasSize(1);
        assertThat(outcomes.isEmpty()).isTrue();
    }

    @Test
    void settingsArePublishedAndBroadcastAndHoldForNewCustomers() {
        settings.pipeInput(TopologyFixture.awaited(
                "acme", settingsCommand(new Choices(OptOutScopeSetting.MARKETING, false, true, 14, 1))));
        customers.pipeInput("acme:42", command("c1", ANN));

        assertThat(settingsStates.readValue().getRevision()).isEqualTo(1);
        assertThat(broadcast.readValue().getTenant()).isEqualTo("acme");
        assertThat(outcomes.readValue().getOutcome()).isEqualTo(StoredOutcome.UPDATED);
        var method = customerStates.readValue().getContactMethods().getFirst();
        assertThat(method.getMarketingUpdates()).isFalse();
        assertThat(method.getJobNotifications()).isTrue();
    }

    @Test
    void everythingThatACompanyCanChooseComesBackAsItWasAsked() {
        var choices = new Choices(
                OptOutScopeSetting.BY_CONTEXT,
                new ScheduledScope(OptOutScopeSetting.ALL, NOON.plusSeconds(3_600)),
                false,
                true,
                14,
                1,
                new MarketingPro(Edition.V1, true, true, true),
                new Senders("+18005551212", new EmailSender("Acme", "news@acme.example")),
                List.of(new OptInForm(
                        "abcdefghijklmnopqrstuv",
                        "Footer",
                        "Words",
                        2,
                        List.of("https://acme.example"),
                        OptInForm.Channel.EMAIL)),
                new Outreach(
                        45,
                        List.of(new TextHours(DayOfWeek.SATURDAY, 600, 1440), TextHours.none(DayOfWeek.SUNDAY)),
                        List.of(TextLanguage.values())));
        settings.pipeInput(TopologyFixture.awaited("acme", settingsCommand("s1", NOON, DEFAULTS.choices())));
        settings.pipeInput(TopologyFixture.awaited("acme", settingsCommand("s2", NOON, choices)));

        assertThat(settingsStates.readValuesToList().getLast()).satisfies(state -> {
            assertThat(Objects.requireNonNull(state.getScheduledOptOutScope()).getFrom())
                    .isEqualTo(NOON.plusSeconds(3_600));
            assertThat(state.getMarketingPro()).isEqualTo(MarketingProEdition.V1);
            assertThat(state.getDoubleOptIn()).isTrue();
            assertThat(state.getOptOutMessage()).isTrue();
            assertThat(state.getAutoSuppressDormant()).isTrue();
            assertThat(state.getSmsSender()).isEqualTo("+18005551212");
            assertThat(state.getUnsoldEstimateDays()).isEqualTo(45);
            assertThat(state.getMarketingTextHours())
                    .containsExactly(
                            new dev.greenlight.schemas.consent.TextHours(6, 600, 1440),
                            new dev.greenlight.schemas.consent.TextHours(7, 0, 0));
            assertThat(state.getTextLanguages())
                    .as("every language of the contract can be chosen")
                    .containsExactlyInAnyOrderElementsOf(
                            EnumSet.complementOf(EnumSet.of(dev.greenlight.schemas.consent.TextLanguage.UNKNOWN)));
            assertThat(Objects.requireNonNull(state.getEmailSender()).getName()).isEqualTo("Acme");
        });
        var kept = SettingsMapper.fromStored(broadcast.readValuesToList().getLast());
        assertThat(kept.choices()).isEqualTo(choices);
        assertThat(kept.earlierScopes()).containsExactly(new EarlierScope(OptOutScopeSetting.ALL, NOON));
        assertThat(SettingsMapper.fromStored(
                        outcomes.readValuesToList().getLast().getSettings()))
                .isEqualTo(kept);
    }

    @Test
    void whatEveryChangeMadeIsKeptAndReadNewestFirst() {
        for (int i = 1; i <= 12; i++) {
            boolean on = i % 2 == 0;
            Choices choices = new Choices(OptOutScopeSetting.ALL, on, on, 7, 2);
            settings.pipeInput("acme", settingsCommand("s" + i, NOON.plusSeconds(i), choices));
            settings.pipeInput("acme", settingsCommand("same" + i, NOON.plusSeconds(i), choices));
        }
        settings.pipeInput("acme2", SettingsMapper.toStored("acme2", command("s", NOON, DEFAULTS.choices())));

        assertThat(history("acme", Long.MAX_VALUE, 100))
                .extracting(dev.greenlight.consent.domain.settings.TenantSettings::revision)
                .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(history("acme", 10, 2))
                .extracting(dev.greenlight.consent.domain.settings.TenantSettings::revision)
                .containsExactly(9L, 8L);
        assertThat(history("nobody", Long.MAX_VALUE, 100)).isEmpty();
    }

    @Test
    void settingsOfAReleaseWithoutAHistoryAreWhatTheNextChangeReplaced() {
        KeyValueStore<String, StoredTenantSettings> store =
                fixture.driver().getKeyValueStore(ConsentTopology.SETTINGS_STORE);
        Choices old = new Choices(OptOutScopeSetting.MARKETING, true, true, 7, 2);
        store.put(
                "acme",
                SettingsMapper.toStored(
                        "acme",
                        new dev.greenlight.consent.domain.settings.TenantSettings(
                                4, old, List.of(), NOON, "office", List.of())));
        settings.pipeInput("acme", settingsCommand("s5", NOON, DEFAULTS.choices()));

        assertThat(history("acme", Long.MAX_VALUE, 100))
                .extracting(dev.greenlight.consent.domain.settings.TenantSettings::revision)
                .containsExactly(5L, 4L);
    }

    private List<dev.greenlight.consent.domain.settings.TenantSettings> history(String tenant, long before, int most) {
        KeyValueStore<String, StoredTenantSettings> store =
                fixture.driver().getKeyValueStore(ConsentTopology.SETTINGS_HISTORY_STORE);
        return SettingsHistory.read(store, tenant, before, most);
    }

    @Test
    void broadcastGoesToEveryPartition() {
        assertThat(new EveryPartition<String, String>().partitions("topic", "key", "value", 4))
                .hasValueSatisfying(partitions -> assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2, 3));
    }

    /** Fails on every change of shape, so that nobody orphans a deployed store by accident. */
    @Test
    void shapeIsTheReviewedOne() {
        assertThat(fixture.describe()).isEqualToNormalizingNewlines(TopologyFixture.reviewed("office-lane.txt"));
    }

    private static StoredCustomerCommand command(String commandId, Fields fields) {
        return command(commandId, "42", fields);
    }

    private static StoredCustomerCommand command(String commandId, String customerId, Fields fields) {
        return CustomerMapper.toStored(
                "acme", customerId, new CustomerCommand(commandId, Kind.REPLACE, null, NOON, "office", fields));
    }

    private static StoredCustomerCommand imported(String commandId, Instant takenAt) {
        return CustomerMapper.toStored(
                "acme", "42", new CustomerCommand(commandId, Kind.IMPORT, null, takenAt, "list", ANN));
    }

    private static StoredSettingsCommand settingsCommand(Choices choices) {
        return settingsCommand("s1", NOON, choices);
    }

    private static StoredSettingsCommand settingsCommand(String commandId, Instant askedAt, Choices choices) {
        return SettingsMapper.toStored("acme", command(commandId, askedAt, choices));
    }

    private static SettingsCommand command(String commandId, Instant askedAt, Choices choices) {
        return new SettingsCommand(commandId, null, askedAt, "office", choices);
    }
}
