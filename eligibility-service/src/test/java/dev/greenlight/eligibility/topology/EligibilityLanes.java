package dev.greenlight.eligibility.topology;

import static org.apache.kafka.streams.StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.eligibility.domain.check.MessageSent;
import dev.greenlight.eligibility.domain.check.RecentSends;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.RecentSendsMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredCustomerContacts;
import dev.greenlight.eligibility.stored.StoredCustomerEstimates;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.eligibility.stored.StoredMessageSent;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import dev.greenlight.eligibility.stored.StoredReevaluation;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.DirectMailMember;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.pace.PacedBacklog;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.state.HostInfo;
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
    private final TestInputTopic<byte[], byte[]> windowsIn;
    private final TestOutputTopic<byte[], byte[]> newsOut;
    private final TestInputTopic<byte[], byte[]> newsIn;

    final TestInputTopic<String, ConsentState> consents;
    final TestInputTopic<String, CustomerState> customers;
    final TestOutputTopic<String, AudienceMember> audience;
    final TestInputTopic<String, TenantSettings> settings;
    final TestOutputTopic<String, AudienceMember> transactional;
    final TestOutputTopic<String, AudienceMember> emails;
    final TestInputTopic<String, EstimateChanged> estimates;
    final TestInputTopic<String, JobChanged> jobs;
    final TestOutputTopic<String, AudienceMember> unsold;
    final TestOutputTopic<String, MembershipChanged> emailFacts;
    final TestOutputTopic<String, DirectMailMember> mail;
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
        unsold = output(EventTopic.AUDIENCE_UNSOLD_ESTIMATES);
        estimates = input(customerLane, EventTopic.ESTIMATE_CHANGED);
        jobs = input(customerLane, EventTopic.JOB_CHANGED);
        emails = customerLane.createOutputTopic(
                EventTopic.AUDIENCE_EMAIL_MARKETING.name(),
                FactKeys.strings().deserializer(),
                EventSerde.<AudienceMember>configured(serdeSettings).deserializer());
        emailFacts = customerLane.createOutputTopic(
                EventTopic.MEMBERSHIP_CHANGED.name(),
                FactKeys.strings().deserializer(),
                EventSerde.<MembershipChanged>configured(serdeSettings).deserializer());
        mail = customerLane.createOutputTopic(
                EventTopic.AUDIENCE_DIRECT_MAIL.name(),
                new StringDeserializer(),
                EventSerde.<DirectMailMember>configured(serdeSettings).deserializer());
        facts = output(EventTopic.MEMBERSHIP_CHANGED);
        var bytes = new ByteArrayDeserializer();
        flagsOut = customerLane.createOutputTopic(PrivateTopic.CONTACT_FLAGS.name(), bytes, bytes);
        settingsOut = customerLane.createOutputTopic(PrivateTopic.AUDIENCE_SETTINGS.name(), bytes, bytes);
        var raw = new ByteArraySerializer();
        standingsOut = audienceLane.createOutputTopic(PrivateTopic.EMAIL_STANDING.name(), bytes, bytes);
        standingsIn = customerLane.createInputTopic(PrivateTopic.EMAIL_STANDING.name(), raw, raw);
        settingsIn = audienceLane.createInputTopic(PrivateTopic.AUDIENCE_SETTINGS.name(), raw, raw);
        windowsIn = customerLane.createInputTopic(PrivateTopic.AUDIENCE_SETTINGS.name(), raw, raw);
        newsOut = customerLane.createOutputTopic(PrivateTopic.ESTIMATE_NEWS.name(), bytes, bytes);
        newsIn = customerLane.createInputTopic(PrivateTopic.ESTIMATE_NEWS.name(), raw, raw);
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
        settingsOut.readRecordsToList().forEach(record -> {
            settingsIn.pipeInput(record);
            windowsIn.pipeInput(record);
        });
    }

    /** Tells customers what is new about their estimates and jobs, and hands on what follows. */
    int tellCustomers() {
        newsOut.readRecordsToList().forEach(newsIn::pipeInput);
        return handOn();
    }

    /** Lets time pass in the customer lane, and hands on what follows. */
    int wait(Duration time) {
        customerLane.advanceWallClockTime(time);
        return handOn();
    }

    long approximateEstimates() {
        return customerLane
                        .<CustomerKey, StoredCustomerEstimates>getKeyValueStore(
                                EligibilityTopology.CUSTOMER_ESTIMATES_STORE)
                        .approximateNumEntries()
                + customerLane
                        .<String, String>getKeyValueStore(EligibilityTopology.ESTIMATES_DUE_STORE)
                        .approximateNumEntries();
    }

    /** Reports a text as sent, and hands it on. */
    void report(ContactKey key, MessageSent message) {
        customerLane
                .createInputTopic(
                        PrivateTopic.MESSAGE_SENT.name(),
                        KeySerdes.contact().serializer(),
                        StateSerde.of(StoredMessageSent.class).serializer())
                .pipeInput(key, RecentSendsMapper.toRecord(message));
        var bytes = new ByteArrayDeserializer();
        var raw = new ByteArraySerializer();
        TestInputTopic<byte[], byte[]> in = audienceLane.createInputTopic(PrivateTopic.RECENT_SEND.name(), raw, raw);
        customerLane
                .createOutputTopic(PrivateTopic.RECENT_SEND.name(), bytes, bytes)
                .readRecordsToList()
                .forEach(in::pipeInput);
    }

    /** What the audience lane keeps of what was sent. */
    RecentSends sends(ContactKey key) {
        return RecentSendsMapper.fromStore(audienceLane
                .<ContactKey, StoredRecentSends>getKeyValueStore(EligibilityTopology.RECENT_SENDS_STORE)
                .get(key));
    }

    void pass(Duration time) {
        audienceLane.advanceWallClockTime(time);
    }

    /** What the audience lane keeps of the settings of a company. */
    CompanySettings settings(String tenant) {
        return SettingsMapper.fromStore(audienceLane
                .<String, StoredCompanySettings>getKeyValueStore(EligibilityTopology.SETTINGS_STORE)
                .get(tenant));
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

    StoredDirectMail storedMail(CustomerKey key) {
        return customerLane
                .<CustomerKey, StoredDirectMail>getKeyValueStore(EligibilityTopology.DIRECT_MAIL_STORE)
                .get(key);
    }

    /** The keys that the customer lane wrote to the topic, as they stand on the log. */
    List<String> rawKeys(String topic) {
        return customerLane
                .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .stream()
                .map(record -> record.key)
                .toList();
    }

    TestInputTopic<byte[], byte[]> rawConsents() {
        var raw = new ByteArraySerializer();
        return audienceLane.createInputTopic(EventTopic.CONSENT_STATE.name(), raw, raw);
    }

    TestOutputTopic<byte[], byte[]> deadLetters() {
        var bytes = new ByteArrayDeserializer();
        return audienceLane.createOutputTopic(PrivateTopic.ELIGIBILITY_DEAD_LETTER.name(), bytes, bytes);
    }

    /** The stores as those see them who ask the running lanes. */
    LaneStores stores() {
        var self = new HostInfo("here", 8084);
        return new LaneStores(running(audienceLane, self), running(customerLane, self), self, 1, StoreLocation.MEMORY);
    }

    private static KafkaStreams running(TopologyTestDriver driver, HostInfo self) {
        KafkaStreams lane = mock();
        StreamsMetadata keeper = mock();
        when(keeper.hostInfo()).thenReturn(self);
        when(keeper.topicPartitions())
                .thenReturn(Set.of(
                        new TopicPartition(EventTopic.CONSENT_STATE.name(), 0),
                        new TopicPartition(EventTopic.CUSTOMER_STATE.name(), 0)));
        when(lane.state()).thenReturn(KafkaStreams.State.RUNNING);
        when(lane.streamsMetadataForStore(any())).thenReturn(List.of(keeper));
        when(lane.store(any()))
                .thenAnswer(call -> driver.getKeyValueStore(
                        call.<StoreQueryParameters<?>>getArgument(0).storeName()));
        return lane;
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
