package dev.greenlight.eligibility.topology;

import static org.apache.kafka.streams.StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG;

import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredCustomerContacts;
import dev.greenlight.eligibility.stored.StoredReevaluation;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.pace.PacedBacklog;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Both lanes in test drivers, joined by their private topic. */
final class EligibilityLanes implements AutoCloseable {

    private final Map<String, ?> serdeSettings;
    private final TopologyTestDriver customerLane;
    private final TopologyTestDriver audienceLane;
    private final TestOutputTopic<byte[], byte[]> flagsOut;
    private final TestInputTopic<byte[], byte[]> flagsIn;
    private final TestOutputTopic<byte[], byte[]> standingsOut;
    private final TestInputTopic<byte[], byte[]> standingsIn;
    private final TestOutputTopic<byte[], byte[]> settingsOut;
    private final TestInputTopic<byte[], byte[]> settingsIn;

    final TestInputTopic<String, ConsentState> consents;
    final TestInputTopic<String, CustomerState> customers;
    final TestOutputTopic<String, AudienceMember> audience;
    final TestInputTopic<String, TenantSettings> settings;
    final TestOutputTopic<String, AudienceMember> transactional;
    final TestOutputTopic<String, AudienceMember> emails;
    final TestOutputTopic<String, MembershipChanged> emailFacts;
    final TestOutputTopic<String, MembershipChanged> facts;

    EligibilityLanes(InProcessRegistry registry, Path stateDirectory, LongConsumer webhookToAudience) {
        this(registry, stateDirectory, webhookToAudience, StoreLocation.MEMORY, new NumberIndex());
    }

    EligibilityLanes(InProcessRegistry registry, Path stateDirectory, NumberIndex index) {
        this(registry, stateDirectory, millis -> {}, StoreLocation.MEMORY, index);
    }

    EligibilityLanes(
            InProcessRegistry registry,
            Path stateDirectory,
            LongConsumer webhookToAudience,
            StoreLocation stores,
            NumberIndex index) {
        serdeSettings = Map.of("schema.registry.url", registry.url());
        var topology = new EligibilityTopology(serdeSettings, stores, webhookToAudience, index);
        customerLane = driver("customers", stateDirectory, (lane, builder) -> lane.addCustomerLane(builder), topology);
        audienceLane = driver("audience", stateDirectory, (lane, builder) -> lane.addAudienceLane(builder), topology);
        consents = input(audienceLane, EventTopic.CONSENT_STATE);
        customers = input(customerLane, EventTopic.CUSTOMER_STATE);
        audience = output(EventTopic.AUDIENCE_SMS_MARKETING);
        settings = input(customerLane, EventTopic.TENANT_SETTINGS_STATE);
        transactional = output(EventTopic.AUDIENCE_SMS_TRANSACTIONAL);
        emails = customerLane.createOutputTopic(
                EventTopic.AUDIENCE_EMAIL_MARKETING.name(),
                FactKeys.strings().deserializer(),
                EventSerde.<AudienceMember>configured(serdeSettings).deserializer());
        emailFacts = customerLane.createOutputTopic(
                EventTopic.MEMBERSHIP_CHANGED.name(),
                FactKeys.strings().deserializer(),
                EventSerde.<MembershipChanged>configured(serdeSettings).deserializer());
        facts = output(EventTopic.MEMBERSHIP_CHANGED);
        var bytes = new ByteArrayDeserializer();
        flagsOut = customerLane.createOutputTopic(PrivateTopic.CONTACT_FLAGS.name(), bytes, bytes);
        settingsOut = customerLane.createOutputTopic(PrivateTopic.AUDIENCE_SETTINGS.name(), bytes, bytes);
        var raw = new ByteArraySerializer();
        standingsOut = audienceLane.createOutputTopic(PrivateTopic.EMAIL_STANDING.name(), bytes, bytes);
        standingsIn = customerLane.createInputTopic(PrivateTopic.EMAIL_STANDING.name(), raw, raw);
        settingsIn = audienceLane.createInputTopic(PrivateTopic.AUDIENCE_SETTINGS.name(), raw, raw);
        flagsIn = audienceLane.createInputTopic(PrivateTopic.CONTACT_FLAGS.name(), raw, raw);
    }

    static Topology topology(EligibilityTopology lanes, BiConsumer<EligibilityTopology, StreamsBuilder> lane) {
        Properties config = config("shape", Path.of("target"));
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        lane.accept(lanes, builder);
        return builder.build();
    }

    /** Hands on what the customer lane sent; how many records that were. */
    int handOn() {
        var records = flagsOut.readRecordsToList();
        records.forEach(flagsIn::pipeInput);
        return records.size();
    }

    /** Hands on what the audience lane told customers about their email addresses. */
    void handBack() {
        standingsOut.readRecordsToList().forEach(standingsIn::pipeInput);
    }

    /** Sets what the company has set up, and does not begin to judge its contacts again. */
    void set(TenantSettings state) {
        settings.pipeInput(state.getTenant(), state);
        settingsOut.readRecordsToList().forEach(settingsIn::pipeInput);
    }

    /** Lets the audience lane do one slice of what nobody waits for. */
    void idle() {
        audienceLane.advanceWallClockTime(CompanySettingsProcessor.EVERY);
    }

    /** Whether contacts have yet to be judged again. */
    boolean isReevaluating() {
        var left = audienceLane.<String, StoredReevaluation>getKeyValueStore(EligibilityTopology.REEVALUATION_STORE);
        StoredReevaluation ofAll = left.get(Reevaluations.EVERYBODY);
        return left.approximateNumEntries() != 1 || ofAll == null || ofAll.getAfter() != null;
    }

    void putFlags(String key, StoredContactFlags flags) {
        TestInputTopic<String, StoredContactFlags> typed = audienceLane.createInputTopic(
                PrivateTopic.CONTACT_FLAGS.name(),
                new StringSerializer(),
                StateSerde.of(StoredContactFlags.class).serializer());
        typed.pipeInput(key, flags);
    }

    /** The first numbers that the list of the company shows. */
    List<String> listed(NumberIndex index, @Nullable ConsentStatus status, Instant now) {
        KeyValueStore<ContactKey, StoredContactFacts> contacts =
                audienceLane.getKeyValueStore(EligibilityTopology.CONTACT_FACTS_STORE);
        return index.numbers(0, ExampleEvents.TENANT, contacts).page(status, "+", null, 9, now);
    }

    StoredContactFacts stored(ContactKey key) {
        return audienceLane
                .<ContactKey, StoredContactFacts>getKeyValueStore(EligibilityTopology.CONTACT_FACTS_STORE)
                .get(key);
    }

    StoredCustomerContacts stored(CustomerKey key) {
        return customerLane
                .<CustomerKey, StoredCustomerContacts>getKeyValueStore(EligibilityTopology.CUSTOMER_CONTACTS_STORE)
                .get(key);
    }

    TestInputTopic<byte[], byte[]> rawConsents() {
        var raw = new ByteArraySerializer();
        return audienceLane.createInputTopic(EventTopic.CONSENT_STATE.name(), raw, raw);
    }

    TestOutputTopic<byte[], byte[]> deadLetters() {
        var bytes = new ByteArrayDeserializer();
        return audienceLane.createOutputTopic(PrivateTopic.ELIGIBILITY_DEAD_LETTER.name(), bytes, bytes);
    }

    @Override
    public void close() {
        customerLane.close();
        audienceLane.close();
    }

    private static TopologyTestDriver driver(
            String name,
            Path stateDirectory,
            BiConsumer<EligibilityTopology, StreamsBuilder> lane,
            EligibilityTopology topology) {
        return new TopologyTestDriver(topology(topology, lane), config(name, stateDirectory));
    }

    private static Properties config(String name, Path stateDirectory) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(PacedBacklog.PAUSE_MS, "0");
        config.put(ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        config.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, PrivateTopic.ELIGIBILITY_DEAD_LETTER.name());
        return config;
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(TopologyTestDriver driver, EventTopic<V> topic) {
        EventSerde<V> serde = EventSerde.configured(serdeSettings);
        return driver.createInputTopic(topic.name(), new StringSerializer(), serde.serializer());
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(EventTopic<V> topic) {
        EventSerde<V> serde = EventSerde.configured(serdeSettings);
        return audienceLane.createOutputTopic(topic.name(), FactKeys.strings().deserializer(), serde.deserializer());
    }
}
