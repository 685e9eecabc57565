package dev.greenlight.consent.topology;

import dev.greenlight.consent.mapping.LedgerLinks;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.stored.StoredCommandOutcome;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredEdited;
import dev.greenlight.consent.stored.StoredEmailCommand;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredErasure;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredReview;
import dev.greenlight.consent.stored.StoredReviewCommand;
import dev.greenlight.consent.stored.StoredSettingsCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.pace.LiveTraffic;
import dev.greenlight.schemas.pace.PacedBacklog;
import dev.greenlight.schemas.pace.PromptCommit;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.EveryPartition;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKind;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The two lanes of consent: what people text, and what the office asks for. They are separate applications, so
 * that a STOP never waits behind the office's bulk changes. Steps and stores are named: their names are part of the
 * deployed state.
 */
public final class ConsentTopology {

    /** All that is remembered about a number, by {@code tenant:address}; of the keyword lane. */
    public static final String CONSENT_STORE = "consent-by-contact";

    /** Texts that wait for a person, by {@code tenant:address}; of the keyword lane. */
    public static final String REVIEW_STORE = "reviews-by-contact";

    /** All that is remembered about an email address, by {@code tenant:address}; of the keyword lane. */
    public static final String EMAIL_STORE = "email-consent-by-contact";

    /**
     * Addresses that were erased, by pseudonym; of both lanes, each its own. In the keyword lane each task has those of its
     * addresses, in the office lane each has all: a customer's addresses are anybody's.
     */
    public static final String ERASED_STORE = "erased-addresses";

    /** Settings by tenant; of both lanes, each its own. */
    public static final String SETTINGS_STORE = "settings-by-tenant";

    /** What each change made of a company's settings, by {@code tenant:revision}; of the office lane. */
    public static final String SETTINGS_HISTORY_STORE = "settings-history";

    /** Customer records, by {@code tenant:customerId}; of the office lane. */
    public static final String CUSTOMER_STORE = "customers-by-id";

    /** Batch edits and how far they have come, by {@code tenant:editId}; of the office lane. */
    public static final String BATCH_EDIT_STORE = "batch-edits-by-id";

    /** What the newest batch edit of a customer changed, by {@code tenant:customerId}; of the office lane. */
    static final String EDITED_STORE = "edited-customers";

    /** The first step of the newest run of each batch edit, by {@code tenant:editId}, in each task; of the office lane. */
    static final String EDITS_AT_HAND_STORE = "batch-edits-at-hand";

    /** Settings by tenant, in each task, for what new customers start with and for web forms; of the office lane. */
    static final String DEFAULTS_STORE = "defaults-by-tenant";

    private final Map<String, ?> serdeSettings;
    private final LedgerLinks links;
    private final Pseudonyms pseudonyms;
    private final DecisionListener listener;
    private final LiveTraffic traffic = new LiveTraffic();

    /**
     * @param serdeSettings what {@link EventSerde#configured} needs, such as the address of the registry
     * @param links makes the ledger a chain
     * @param pseudonyms by which erased addresses are remembered
     */
    public ConsentTopology(Map<String, ?> serdeSettings, LedgerLinks links, Pseudonyms pseudonyms) {
        this(serdeSettings, links, pseudonyms, (outcome, headers) -> {});
    }

    /** @param listener is told of each decision about a text */
    public ConsentTopology(
            Map<String, ?> serdeSettings, LedgerLinks links, Pseudonyms pseudonyms, DecisionListener listener) {
        this.serdeSettings = serdeSettings;
        this.links = links;
        this.pseudonyms = pseudonyms;
        this.listener = listener;
    }

    /**
     * Texts, reports, verdicts, wishes to ask, recorded opt-outs and what is wanted for email addresses in, the ledger and
     * the state of consent out. Application id {@code consent-service}.
     */
    public void addKeywordLane(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(CONSENT_STORE), Serdes.String(), StateSerde.of(StoredConsent.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(REVIEW_STORE), Serdes.String(), StateSerde.of(StoredReview.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(EMAIL_STORE), Serdes.String(), StateSerde.of(StoredEmailConsent.class)));
        builder.addStateStore(erasedStore());
        // Small, and on disk on purpose: with at least one store on disk Streams keeps the id of its process in
        // the state directory. Without it every start gets a new id, and readers of committed records would wait
        // for the transactions of the dead process to time out.
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SETTINGS_STORE), Serdes.String(), settingsSerde()));

        KStream<String, SpecificRecord> texts = builder.stream(
                        EventTopic.TEXT_RECEIVED.name(), read(EventTopic.TEXT_RECEIVED, "read-texts"))
                .process(new PromptCommit<>(traffic), Named.as("commit-promptly"));
        KStream<String, SpecificRecord> settings =
                builder.stream(PrivateTopic.SETTINGS_BROADCAST.name(), read(settingsSerde(), "read-settings"));

        KStream<String, SpecificRecord> reports =
                builder.stream(EventTopic.NUMBER_BLOCKED.name(), read(EventTopic.NUMBER_BLOCKED, "read-blocks"));
        KStream<String, SpecificRecord> verdicts = builder.stream(
                        PrivateTopic.REVIEW_COMMAND.name(),
                        read(StateSerde.of(StoredReviewCommand.class), "read-review-commands"))
                .process(new PromptCommit<>(traffic), Named.as("commit-reviews-promptly"));

        KStream<String, SpecificRecord> asked = builder.stream(
                        PrivateTopic.OPT_IN_REQUEST_COMMAND.name(),
                        read(StateSerde.of(StoredOptInRequestCommand.class), "read-opt-in-request-commands"))
                .process(new PromptCommit<>(traffic), Named.as("commit-opt-in-requests-promptly"));

        // somebody has said stop: no less urgent than a text; those of a list wait for the interval and no longer
        KStream<String, SpecificRecord> optOuts = builder.stream(
                        PrivateTopic.OPT_OUT_COMMAND.name(),
                        read(StateSerde.of(StoredOptOutCommand.class), "read-opt-out-commands"))
                .process(new PromptCommit<>(traffic), Named.as("commit-opt-outs-promptly"));

        // what people do with the link of an email is awaited as their texts are; the rows of a list are not
        KStream<String, DecidedConsent> decidedEmails = builder.stream(
                        PrivateTopic.EMAIL_COMMAND.name(),
                        Consumed.with(FactKeys.strings(), StateSerde.of(StoredEmailCommand.class))
                                .withName("read-email-commands"))
                .process(new PromptCommit<>(traffic), Named.as("commit-emails-promptly"))
                .processValues(
                        () -> new EmailConsentProcessor(links, pseudonyms, listener),
                        Named.as("decide-email-consent"),
                        EMAIL_STORE,
                        ERASED_STORE,
                        SETTINGS_STORE);

        KStream<String, DecidedConsent> decided = texts.merge(settings, Named.as("join-settings"))
                .merge(reports, Named.as("join-blocks"))
                .merge(verdicts, Named.as("join-reviews"))
                .merge(asked, Named.as("join-opt-in-requests"))
                .merge(optOuts, Named.as("join-opt-outs"))
                .processValues(
                        () -> new ContactConsentProcessor(links, pseudonyms, listener),
                        Named.as("decide-consent"),
                        CONSENT_STORE,
                        REVIEW_STORE,
                        ERASED_STORE,
                        SETTINGS_STORE)
                .merge(decidedEmails, Named.as("join-email-decisions"));
        decided.filter((key, consent) -> consent.hasEntry(), Named.as("keep-entries"))
                .mapValues(DecidedConsent::entry, Named.as("pick-entry"))
                .to(EventTopic.CONSENT_CHANGED.name(), write(EventTopic.CONSENT_CHANGED, "publish-consent-changed"));
        decided.filter((key, consent) -> consent.hasNewState(), Named.as("keep-new-states"))
                .mapValues(DecidedConsent::state, Named.as("pick-state"))
                .to(EventTopic.CONSENT_STATE.name(), write(EventTopic.CONSENT_STATE, "publish-consent-state"));
        decided.filter((key, consent) -> consent.isAwaited(), Named.as("keep-awaited-reviews"))
                .mapValues(DecidedConsent::reply, Named.as("pick-review-outcome"))
                .to(PrivateTopic.COMMAND_OUTCOME.name(), writeOutcome("answer-review-command"));
        addErasures(builder, decided);
    }

    private void addErasures(StreamsBuilder builder, KStream<String, DecidedConsent> decided) {
        KStream<String, DecidedErasure> erased = erasures(builder, PrivateTopic.ERASURE_COMMAND, "address-erasures")
                .processValues(
                        () -> new AddressErasureProcessor(links),
                        Named.as("erase-address"),
                        CONSENT_STORE,
                        REVIEW_STORE,
                        EMAIL_STORE,
                        ERASED_STORE);
        erased.mapValues(DecidedErasure::entry, Named.as("pick-last-entry"))
                .to(EventTopic.CONSENT_CHANGED.name(), write(EventTopic.CONSENT_CHANGED, "publish-last-entry"));
        erased.mapValues(erasure -> (ConsentState) null, Named.as("pick-consent-tombstone"))
                .to(EventTopic.CONSENT_STATE.name(), write(EventTopic.CONSENT_STATE, "publish-consent-tombstone"));
        erased.filter((key, erasure) -> erasure.isAwaited(), Named.as("keep-awaited-erasures"))
                .mapValues(DecidedErasure::reply, Named.as("pick-erasure-outcome"))
                .to(PrivateTopic.COMMAND_OUTCOME.name(), writeOutcome("answer-erasure-command"));
        erased.map((key, erasure) -> erasure.marked(), Named.as("address-mark"))
                .merge(
                        decided.filter((key, consent) -> consent.liftsErasure(), Named.as("keep-lifted-erasures"))
                                .map((key, consent) -> consent.unmarked(), Named.as("address-lifted-mark")),
                        Named.as("join-lifted-marks"))
                .to(
                        PrivateTopic.ERASED_ADDRESS.name(),
                        Produced.with(Serdes.String(), StateSerde.of(StoredErasedAddress.class))
                                .withStreamPartitioner(new EveryPartition<>())
                                .withName("broadcast-erased-addresses"));
    }

    private KStream<String, StoredErasure> erasures(StreamsBuilder builder, PrivateTopic topic, String what) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(FactKeys.strings(), StateSerde.of(StoredErasure.class))
                                .withName("read-" + what))
                .process(new PromptCommit<>(traffic), Named.as("commit-" + what + "-promptly"));
    }

    private static StoreBuilder<KeyValueStore<String, StoredErasedAddress>> erasedStore() {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ERASED_STORE), Serdes.String(), StateSerde.of(StoredErasedAddress.class));
    }

    /** Commands in, customers, settings and outcomes out. Application id {@code consent-service-office}. */
    public void addOfficeLane(StreamsBuilder builder) {
        addSettings(builder);
        addCustomers(builder);
        new BatchEditTopology(traffic, serdeSettings).addTo(builder);
    }

    private void addSettings(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(SETTINGS_STORE), Serdes.String(), settingsSerde()));
        // On disk: it only grows, and is read when somebody asks what was changed.
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SETTINGS_HISTORY_STORE), Serdes.String(), settingsSerde()));

        KStream<String, DecidedSettings> decided = builder.stream(
                        PrivateTopic.SETTINGS_COMMAND.name(),
                        Consumed.with(FactKeys.strings(), StateSerde.of(StoredSettingsCommand.class))
                                .withName("read-settings-commands"))
                .process(new PromptCommit<>(traffic), Named.as("commit-settings-promptly"))
                .processValues(
                        SettingsProcessor::new, Named.as("decide-settings"), SETTINGS_STORE, SETTINGS_HISTORY_STORE);
        KStream<String, DecidedSettings> changed =
                decided.filter((tenant, settings) -> settings.hasNewState(), Named.as("keep-new-settings"));
        changed.mapValues(DecidedSettings::state, Named.as("pick-settings-state"))
                .to(
                        EventTopic.TENANT_SETTINGS_STATE.name(),
                        write(EventTopic.TENANT_SETTINGS_STATE, "publish-tenant-settings-state"));
        changed.mapValues(DecidedSettings::settings, Named.as("pick-settings"))
                .to(
                        PrivateTopic.SETTINGS_BROADCAST.name(),
                        Produced.with(Serdes.String(), settingsSerde())
                                .withStreamPartitioner(new EveryPartition<>())
                                .withName("broadcast-settings"));
        decided.filter((tenant, settings) -> settings.isAwaited(), Named.as("keep-awaited-settings"))
                .mapValues(DecidedSettings::reply, Named.as("pick-settings-outcome"))
                .to(PrivateTopic.COMMAND_OUTCOME.name(), writeOutcome("answer-settings-command"));
    }

    private void addCustomers(StreamsBuilder builder) {
        // On disk: the largest records there are, read only by the office. Being on disk it also keeps the id of
        // the process, as the settings do in the keyword lane.
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(CUSTOMER_STORE), Serdes.String(), StateSerde.of(StoredCustomer.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(DEFAULTS_STORE), Serdes.String(), settingsSerde()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(EDITED_STORE), Serdes.String(), StateSerde.of(StoredEdited.class)));

        KStream<String, SpecificRecord> commands = builder.stream(
                        PrivateTopic.CUSTOMER_COMMAND.name(),
                        read(StateSerde.of(StoredCustomerCommand.class), "read-customer-commands"))
                .process(new PacedBacklog<>(traffic), Named.as("pace-customer-commands"));
        KStream<String, SpecificRecord> steps = builder.stream(
                PrivateTopic.MERGE_STEP.name(), read(StateSerde.of(StoredCustomerCommand.class), "read-merge-steps"));
        KStream<String, SpecificRecord> defaults =
                builder.stream(PrivateTopic.SETTINGS_BROADCAST.name(), read(settingsSerde(), "read-defaults"));

        builder.addStateStore(erasedStore());
        KStream<String, SpecificRecord> erased = builder.stream(
                PrivateTopic.ERASED_ADDRESS.name(),
                read(StateSerde.of(StoredErasedAddress.class), "read-erased-addresses"));

        KStream<String, DecidedCustomer> decided = commands.merge(steps, Named.as("join-merge-steps"))
                .process(new PromptCommit<>(traffic), Named.as("commit-customers-promptly"))
                .merge(defaults, Named.as("join-defaults"))
                .merge(erased, Named.as("join-erased-addresses"))
                .processValues(
                        () -> new CustomerProcessor(pseudonyms),
                        Named.as("decide-customer"),
                        CUSTOMER_STORE,
                        ERASED_STORE,
                        DEFAULTS_STORE,
                        EDITED_STORE);
        decided.filter((key, customer) -> customer.hasNewState(), Named.as("keep-new-customers"))
                .mapValues(DecidedCustomer::state, Named.as("pick-customer-state"))
                .to(EventTopic.CUSTOMER_STATE.name(), write(EventTopic.CUSTOMER_STATE, "publish-customer-state"));
        // in a circle: the other record of a merge lies under another key
        decided.filter((key, customer) -> customer.hasNextStep(), Named.as("keep-merge-steps"))
                .map((key, customer) -> customer.nextStep(), Named.as("address-merge-step"))
                .to(
                        PrivateTopic.MERGE_STEP.name(),
                        Produced.with(FactKeys.strings(), StateSerde.of(StoredCustomerCommand.class))
                                .withName("send-merge-step"));
        decided.filter((key, customer) -> customer.isAwaited(), Named.as("keep-awaited-customers"))
                .mapValues(DecidedCustomer::reply, Named.as("pick-customer-outcome"))
                .to(PrivateTopic.COMMAND_OUTCOME.name(), writeOutcome("answer-customer-command"));
        addCustomerErasures(builder);
    }

    private void addCustomerErasures(StreamsBuilder builder) {
        KStream<String, StoredCommandOutcome> erased = erasures(
                        builder, PrivateTopic.CUSTOMER_ERASURE_COMMAND, "customer-erasures")
                .processValues(CustomerErasureProcessor::new, Named.as("erase-customer"), CUSTOMER_STORE, EDITED_STORE);
        erased.mapValues(outcome -> (CustomerState) null, Named.as("pick-customer-tombstone"))
                .to(EventTopic.CUSTOMER_STATE.name(), write(EventTopic.CUSTOMER_STATE, "publish-customer-tombstone"));
        // nobody asks for an erasure without waiting for it
        erased.to(PrivateTopic.COMMAND_OUTCOME.name(), writeOutcome("answer-customer-erasure-command"));
    }

    private static Produced<String, StoredCommandOutcome> writeOutcome(String step) {
        return Produced.with(Serdes.String(), StateSerde.of(StoredCommandOutcome.class))
                .withName(step);
    }

    private static StateSerde<StoredTenantSettings> settingsSerde() {
        return StateSerde.of(StoredTenantSettings.class);
    }

    private <T extends SpecificRecord> Consumed<String, SpecificRecord> read(EventTopic<T> topic, String step) {
        return read(EventSerde.<T>configured(serdeSettings), step);
    }

    /** Streams of several types meet in one processor, which tells them apart by their class. */
    private static Consumed<String, SpecificRecord> read(Serde<? extends SpecificRecord> serde, String step) {
        @SuppressWarnings("unchecked") // only read, and whatever comes out is a SpecificRecord
        var values = (Serde<SpecificRecord>) serde;
        return Consumed.with(FactKeys.strings(), values).withName(step);
    }

    private <T extends SpecificRecord> Produced<String, T> write(EventTopic<T> topic, String step) {
        Serde<String> keys = topic.kind() == TopicKind.PERSONAL_FACTS ? FactKeys.strings() : Serdes.String();
        return Produced.with(keys, EventSerde.<T>configured(serdeSettings)).withName(step);
    }
}
