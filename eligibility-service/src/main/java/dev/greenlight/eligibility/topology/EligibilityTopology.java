package dev.greenlight.eligibility.topology;

import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_EMAIL_MARKETING;
import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_SMS_MARKETING;
import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_SMS_TRANSACTIONAL;
import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_UNSOLD_ESTIMATES;
import static dev.greenlight.schemas.topic.EventTopic.CONSENT_STATE;
import static dev.greenlight.schemas.topic.EventTopic.CUSTOMER_STATE;
import static dev.greenlight.schemas.topic.EventTopic.ESTIMATE_CHANGED;
import static dev.greenlight.schemas.topic.EventTopic.JOB_CHANGED;
import static dev.greenlight.schemas.topic.EventTopic.MEMBERSHIP_CHANGED;
import static dev.greenlight.schemas.topic.EventTopic.TENANT_SETTINGS_STATE;
import static dev.greenlight.schemas.topic.PrivateTopic.AUDIENCE_SETTINGS;
import static dev.greenlight.schemas.topic.PrivateTopic.CONTACT_FLAGS;
import static dev.greenlight.schemas.topic.PrivateTopic.EMAIL_STANDING;
import static dev.greenlight.schemas.topic.PrivateTopic.ESTIMATE_NEWS;
import static dev.greenlight.schemas.topic.PrivateTopic.MESSAGE_SENT;
import static dev.greenlight.schemas.topic.PrivateTopic.RECENT_SEND;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.Difference;
import dev.greenlight.eligibility.domain.audience.EmailDifference;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.quiethours.FrequencyCap;
import dev.greenlight.eligibility.domain.quiethours.QuietHours;
import dev.greenlight.eligibility.mapping.ConsentMapper;
import dev.greenlight.eligibility.mapping.ContactFlagsMapper;
import dev.greenlight.eligibility.mapping.EmailChoiceMapper;
import dev.greenlight.eligibility.mapping.EstimateMapper;
import dev.greenlight.eligibility.mapping.MembershipMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredContactFlags;
import dev.greenlight.eligibility.stored.StoredCustomerContacts;
import dev.greenlight.eligibility.stored.StoredCustomerEstimates;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.eligibility.stored.StoredEmailChoice;
import dev.greenlight.eligibility.stored.StoredEmailStanding;
import dev.greenlight.eligibility.stored.StoredEstimateNews;
import dev.greenlight.eligibility.stored.StoredEstimateWindow;
import dev.greenlight.eligibility.stored.StoredMessageSent;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import dev.greenlight.eligibility.stored.StoredReevaluation;
import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.crm.EstimateChanged;
import dev.greenlight.schemas.crm.JobChanged;
import dev.greenlight.schemas.pace.LiveTraffic;
import dev.greenlight.schemas.pace.PacedBacklog;
import dev.greenlight.schemas.pace.PromptCommit;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.EveryPartition;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Two lanes, each an application of its own, so that a STOP never waits behind customer changes.
 *
 * <p>The customer lane takes customer records apart: one record for each address about which something is new. The
 * audience lane keeps, by address, who holds it and what the person said, and publishes who joins and who leaves.
 *
 * <p>Steps and stores are named: their names are part of the deployed state.
 */
public final class EligibilityTopology {

    /** What is known about each contact, by company and address; in the audience lane. */
    public static final String CONTACT_FACTS_STORE = "contact-facts-by-address";

    /** What was sent on about each customer, by company and customer; in the customer lane. */
    public static final String CUSTOMER_CONTACTS_STORE = "contact-methods-by-customer";

    /** Which email address each customer is written to, by company and customer; in the customer lane. */
    public static final String EMAIL_CHOICE_STORE = "email-choice-by-customer";

    /** Whether each customer is sent post, by company and customer; in the customer lane. */
    public static final String DIRECT_MAIL_STORE = "direct-mail-by-customer";

    /** Which estimates each customer has, by company and customer; in the customer lane. */
    static final String CUSTOMER_ESTIMATES_STORE = "estimates-by-customer";

    /** When they have to be looked at again, by time, company and customer; in the customer lane. */
    static final String ESTIMATES_DUE_STORE = "estimates-by-time";

    /** For how long estimates count, by company, in each task of the customer lane. */
    static final String ESTIMATE_WINDOWS_STORE = "estimate-windows-by-company";

    /** What companies have set up, by company, in each task of the audience lane. */
    public static final String SETTINGS_STORE = "settings-by-company";

    /** What was sent to each address lately, by company and address; in the audience lane. */
    public static final String RECENT_SENDS_STORE = "recent-sends-by-address";

    /** Which contacts have yet to be judged again, in each task of the audience lane. */
    static final String REEVALUATION_STORE = "reevaluations";

    private static final String PROCESS_ID_STORE = "stable-process-id";

    /** The stores of every step that knows whether estimates are open. */
    private static final String[] OF_ESTIMATES = {
        CUSTOMER_CONTACTS_STORE, CUSTOMER_ESTIMATES_STORE, ESTIMATES_DUE_STORE, ESTIMATE_WINDOWS_STORE, PROCESS_ID_STORE
    };

    /** The stores of every step that judges contacts. */
    private static final String[] OF_CONTACTS = {
        CONTACT_FACTS_STORE, SETTINGS_STORE, REEVALUATION_STORE, PROCESS_ID_STORE
    };

    private final Map<String, ?> serdeSettings;
    private final StoreLocation location;
    private final LongConsumer webhookToAudience;
    private final NumberIndex index;
    private final LiveTraffic traffic = new LiveTraffic();
    private final SpareTime spareTime = new SpareTime(traffic);

    /**
     * With its state in memory.
     *
     * @param serdeSettings the settings of {@link EventSerde}
     */
    public EligibilityTopology(Map<String, ?> serdeSettings) {
        this(serdeSettings, StoreLocation.MEMORY, millis -> {}, new NumberIndex());
    }

    /**
     * @param serdeSettings the settings of {@link EventSerde}
     * @param location where the stores are
     * @param webhookToAudience told, for each change of an audience that began with a webhook, how long that took, in
     *     milliseconds
     * @param index told which numbers stand where
     */
    public EligibilityTopology(
            Map<String, ?> serdeSettings, StoreLocation location, LongConsumer webhookToAudience, NumberIndex index) {
        this.serdeSettings = Map.copyOf(serdeSettings);
        this.location = location;
        this.webhookToAudience = webhookToAudience;
        this.index = index;
    }

    /**
     * Customer records, settings and news of email addresses in, contact flags, settings for every partition and the
     * audiences of marketing emails and of post out.
     */
    public void addCustomerLane(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                location.store(CUSTOMER_CONTACTS_STORE),
                KeySerdes.customer(),
                StateSerde.of(StoredCustomerContacts.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                location.store(DIRECT_MAIL_STORE), KeySerdes.customer(), StateSerde.of(StoredDirectMail.class)));
        builder.addStateStore(StableProcessId.store(PROCESS_ID_STORE));

        addEstimateStores(builder);
        var backlog = new PacedBacklog<CustomerKey, CustomerState>(traffic);
        Serde<CustomerState> states = EventSerde.configured(serdeSettings);
        KStream<CustomerKey, CustomerState> customers = builder.stream(
                        CUSTOMER_STATE.name(),
                        Consumed.with(KeySerdes.customer(), states).withName("read-customer-state"))
                .process(backlog, Named.as("pace-customers"));
        customers
                .process(CustomerContactsProcessor::new, Named.as("compare-customer"), OF_ESTIMATES)
                .merge(estimateFlags(builder), Named.as("merge-estimate-flags"))
                .merge(windowFlags(builder), Named.as("merge-window-flags"))
                .to(
                        CONTACT_FLAGS.name(),
                        Produced.with(FactKeys.of(KeySerdes.contact()), StateSerde.of(StoredContactFlags.class))
                                .withName("send-contact-flags"));
        new DirectMailSteps(serdeSettings).addTo(customers, PROCESS_ID_STORE);
        chooseEmails(builder, backlog.together());
        // behind the customers, whose state is kept under the number of their place
        broadcastSettings(builder);
        paceSends(builder, backlog.together());
        tellEstimates(builder, backlog.together());
        tellJobs(builder, backlog.together());
    }

    /** Through the lane of what nobody waits for: a pause in the audience lane would hold up every STOP. */
    private void paceSends(StreamsBuilder builder, PacedBacklog<ContactKey, StoredMessageSent> backlog) {
        builder.stream(
                        MESSAGE_SENT.name(),
                        Consumed.with(KeySerdes.contact(), StateSerde.of(StoredMessageSent.class))
                                .withName("read-messages-sent"))
                .filter((contact, sent) -> sent != null, Named.as("keep-messages-sent"))
                .process(backlog, Named.as("pace-messages-sent"))
                .to(
                        RECENT_SEND.name(),
                        Produced.with(KeySerdes.contact(), StateSerde.of(StoredMessageSent.class))
                                .withName("send-recent-sends"));
    }

    private void addEstimateStores(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                location.store(CUSTOMER_ESTIMATES_STORE),
                KeySerdes.customer(),
                StateSerde.of(StoredCustomerEstimates.class)));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(location.store(ESTIMATES_DUE_STORE), Serdes.String(), Serdes.String()));
        builder.addStateStore(inMemory(ESTIMATE_WINDOWS_STORE, StateSerde.of(StoredEstimateWindow.class)));
    }

    private KStream<ContactKey, StoredContactFlags> estimateFlags(StreamsBuilder builder) {
        return builder.stream(
                        ESTIMATE_NEWS.name(),
                        Consumed.with(FactKeys.of(KeySerdes.customer()), StateSerde.of(StoredEstimateNews.class))
                                .withName("read-estimate-news"))
                .process(EstimateNewsProcessor::new, Named.as("apply-estimate-news"), OF_ESTIMATES);
    }

    private KStream<ContactKey, StoredContactFlags> windowFlags(StreamsBuilder builder) {
        return builder.stream(
                        AUDIENCE_SETTINGS.name(),
                        Consumed.with(Serdes.String(), StateSerde.of(StoredCompanySettings.class))
                                .withTimestampExtractor(new AheadOfAll())
                                .withName("read-estimate-windows"))
                .process(EstimateWindowProcessor::new, Named.as("apply-estimate-windows"), OF_ESTIMATES);
    }

    private void tellEstimates(StreamsBuilder builder, PacedBacklog<String, EstimateChanged> backlog) {
        EventSerde<EstimateChanged> estimates = EventSerde.configured(serdeSettings);
        builder.stream(
                        ESTIMATE_CHANGED.name(),
                        Consumed.with(FactKeys.strings(), UsableFacts.of(estimates, EstimateMapper::isUsable))
                                .withName("read-estimates"))
                .filter((key, estimate) -> estimate != null, Named.as("keep-estimates"))
                .process(backlog, Named.as("pace-estimates"))
                .map(
                        (key, estimate) ->
                                KeyValue.pair(EstimateMapper.customerOf(estimate), EstimateMapper.toRecord(estimate)),
                        Named.as("tell-customers-estimates"))
                .to(
                        ESTIMATE_NEWS.name(),
                        Produced.with(FactKeys.of(KeySerdes.customer()), StateSerde.of(StoredEstimateNews.class))
                                .withName("send-estimates"));
    }

    private void tellJobs(StreamsBuilder builder, PacedBacklog<String, JobChanged> backlog) {
        EventSerde<JobChanged> jobs = EventSerde.configured(serdeSettings);
        builder.stream(
                        JOB_CHANGED.name(),
                        Consumed.with(FactKeys.strings(), UsableFacts.of(jobs, EstimateMapper::isUsable))
                                .withName("read-jobs"))
                .filter((key, job) -> job != null, Named.as("keep-jobs"))
                .process(backlog, Named.as("pace-jobs"))
                .map(
                        (key, job) -> KeyValue.pair(EstimateMapper.customerOf(job), EstimateMapper.toRecord(job)),
                        Named.as("tell-customers-jobs"))
                .to(
                        ESTIMATE_NEWS.name(),
                        Produced.with(FactKeys.of(KeySerdes.customer()), StateSerde.of(StoredEstimateNews.class))
                                .withName("send-jobs"));
    }

    /** In the tasks of the customers, so that one instance knows all about a customer. */
    private void chooseEmails(StreamsBuilder builder, PacedBacklog<CustomerKey, StoredEmailStanding> backlog) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                location.store(EMAIL_CHOICE_STORE), KeySerdes.customer(), StateSerde.of(StoredEmailChoice.class)));
        KStream<CustomerKey, EmailDifference> differences = builder.stream(
                        EMAIL_STANDING.name(),
                        Consumed.with(FactKeys.of(KeySerdes.customer()), StateSerde.of(StoredEmailStanding.class))
                                .withTimestampExtractor(new AheadOfAll())
                                .withName("read-email-standings"))
                .process(backlog, Named.as("pace-email-standings"))
                .process(EmailChoiceProcessor::new, Named.as("choose-email"), EMAIL_CHOICE_STORE, PROCESS_ID_STORE);
        Serde<AudienceMember> members = EventSerde.configured(serdeSettings);
        differences
                .map(
                        (customer, difference) -> KeyValue.pair(
                                MembershipMapper.audienceKey(customer, difference),
                                MembershipMapper.toMember(customer, difference)),
                        Named.as("show-email-marketing"))
                .to(
                        AUDIENCE_EMAIL_MARKETING.name(),
                        Produced.with(Serdes.String(), members)
                                .withStreamPartitioner(new CustomerPartitioner<>())
                                .withName("publish-email-marketing"));
        Serde<MembershipChanged> facts = EventSerde.configured(serdeSettings);
        differences
                .filterNot(
                        (customer, difference) -> difference instanceof EmailDifference.Renewed,
                        Named.as("select-email-joined-or-left"))
                .map(
                        (customer, difference) -> KeyValue.pair(
                                MembershipMapper.customerKey(customer, difference),
                                MembershipMapper.toFact(customer, difference)),
                        Named.as("tell-email-membership-changed"))
                .to(
                        MEMBERSHIP_CHANGED.name(),
                        Produced.with(FactKeys.strings(), facts).withName("publish-email-membership-changed"));
    }

    private void broadcastSettings(StreamsBuilder builder) {
        Serde<TenantSettings> settings = EventSerde.configured(serdeSettings);
        builder.stream(
                        TENANT_SETTINGS_STATE.name(),
                        Consumed.with(Serdes.String(), settings).withName("read-tenant-settings"))
                .filter((tenant, state) -> state != null, Named.as("keep-settings"))
                .mapValues(SettingsMapper::toBroadcast, Named.as("pick-audience-settings"))
                .to(
                        AUDIENCE_SETTINGS.name(),
                        Produced.with(Serdes.String(), StateSerde.of(StoredCompanySettings.class))
                                .withStreamPartitioner(new EveryPartition<>())
                                .withName("broadcast-audience-settings"));
    }

    /** Consent, contact flags and settings in, audiences and membership facts out. */
    public void addAudienceLane(StreamsBuilder builder) {
        builder.addStateStore(contactFacts());
        builder.addStateStore(processId());
        builder.addStateStore(inMemory(SETTINGS_STORE, StateSerde.of(StoredCompanySettings.class)));
        builder.addStateStore(inMemory(REEVALUATION_STORE, StateSerde.of(StoredReevaluation.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                location.store(RECENT_SENDS_STORE), KeySerdes.contact(), StateSerde.of(StoredRecentSends.class)));
        KStream<ContactKey, Difference> differences = consentDifferences(builder)
                .merge(flagsDifferences(builder), Named.as("merge-differences"))
                .merge(settingsDifferences(builder), Named.as("merge-settings-differences"));
        keepSends(builder);
        publishMembers(differences, Audience.SMS_MARKETING, AUDIENCE_SMS_MARKETING);
        publishMembers(differences, Audience.SMS_TRANSACTIONAL, AUDIENCE_SMS_TRANSACTIONAL);
        publishMembers(differences, Audience.UNSOLD_ESTIMATES, AUDIENCE_UNSOLD_ESTIMATES);
        publishFacts(differences);
        tellCustomers(differences);
    }

    private KStream<ContactKey, Difference> consentDifferences(StreamsBuilder builder) {
        Serde<ConsentState> consents = EventSerde.configured(serdeSettings);
        KStream<ContactKey, ConsentState> changes = builder.stream(
                        CONSENT_STATE.name(),
                        Consumed.with(KeySerdes.contact(), consents)
                                .withTimestampExtractor(new EventTimeUpToNow())
                                .withName("read-consent-state"))
                .process(new PromptCommit<>(traffic), Named.as("commit-promptly"));
        KStream<ContactKey, Difference> differences = changes.process(
                () -> new ContactFactsProcessor<>(ConsentMapper::toNews, webhookToAudience, index),
                Named.as("apply-consent-state"),
                OF_CONTACTS);
        changes.process(ForgetSendsProcessor::new, Named.as("forget-sends"), RECENT_SENDS_STORE);
        return differences;
    }

    private void keepSends(StreamsBuilder builder) {
        FrequencyCap widest = new QuietHours().widestCap();
        builder.stream(
                        RECENT_SEND.name(),
                        Consumed.with(KeySerdes.contact(), StateSerde.of(StoredMessageSent.class))
                                // behind every consent change that is waiting
                                .withTimestampExtractor(new WallclockTimestampExtractor())
                                .withName("read-recent-sends"))
                .process(() -> new RecentSendsProcessor(widest), Named.as("keep-recent-sends"), RECENT_SENDS_STORE);
    }

    private KStream<ContactKey, Difference> flagsDifferences(StreamsBuilder builder) {
        RecordReader<StoredContactFlags> reader =
                (flags, position) -> flags == null ? null : ContactFlagsMapper.toNews(flags);
        return builder.stream(
                        CONTACT_FLAGS.name(),
                        Consumed.with(FactKeys.of(KeySerdes.contact()), StateSerde.of(StoredContactFlags.class))
                                // behind every consent change that is waiting
                                .withTimestampExtractor(new WallclockTimestampExtractor())
                                .withName("read-contact-flags"))
                .process(
                        () -> new ContactFactsProcessor<>(reader, webhookToAudience, index),
                        Named.as("apply-contact-flags"),
                        OF_CONTACTS);
    }

    private KStream<ContactKey, Difference> settingsDifferences(StreamsBuilder builder) {
        return builder.stream(
                        AUDIENCE_SETTINGS.name(),
                        Consumed.with(Serdes.String(), StateSerde.of(StoredCompanySettings.class))
                                .withTimestampExtractor(new AheadOfAll())
                                .withName("read-audience-settings"))
                .process(
                        () -> new CompanySettingsProcessor(spareTime, index),
                        Named.as("apply-audience-settings"),
                        OF_CONTACTS);
    }

    /** One email for each customer: which of the addresses that is, the customer's partition knows. */
    private void tellCustomers(KStream<ContactKey, Difference> differences) {
        differences
                .filter(EligibilityTopology::isOfEmail, Named.as("select-email-marketing"))
                .map(
                        (contact, difference) -> KeyValue.pair(
                                EmailChoiceMapper.customerOf(contact, difference),
                                EmailChoiceMapper.toRecord(contact, difference)),
                        Named.as("tell-email-standing"))
                .to(
                        EMAIL_STANDING.name(),
                        Produced.with(FactKeys.of(KeySerdes.customer()), StateSerde.of(StoredEmailStanding.class))
                                .withName("send-email-standing"));
    }

    private void publishMembers(
            KStream<ContactKey, Difference> differences, Audience audience, EventTopic<AudienceMember> topic) {
        Serde<AudienceMember> members = EventSerde.configured(serdeSettings);
        differences
                .filter(
                        (contact, difference) -> difference.membership().audience() == audience,
                        Named.as("select-" + audience.code()))
                .map(
                        (contact, difference) -> KeyValue.pair(
                                MembershipMapper.audienceKey(contact, difference),
                                MembershipMapper.toMember(contact, difference)),
                        Named.as("show-" + audience.code()))
                .to(topic.name(), Produced.with(Serdes.String(), members).withName("publish-" + audience.code()));
    }

    private void publishFacts(KStream<ContactKey, Difference> differences) {
        Serde<MembershipChanged> facts = EventSerde.configured(serdeSettings);
        differences
                .filterNot(
                        (contact, difference) ->
                                difference instanceof Difference.Renewed || isOfEmail(contact, difference),
                        Named.as("select-joined-or-left"))
                .map(
                        (contact, difference) -> KeyValue.pair(
                                MembershipMapper.customerKey(contact, difference),
                                MembershipMapper.toFact(contact, difference)),
                        Named.as("tell-membership-changed"))
                .to(
                        MEMBERSHIP_CHANGED.name(),
                        Produced.with(FactKeys.strings(), facts).withName("publish-membership-changed"));
    }

    private StoreBuilder<KeyValueStore<ContactKey, StoredContactFacts>> contactFacts() {
        return Stores.keyValueStoreBuilder(
                location.store(CONTACT_FACTS_STORE), KeySerdes.contact(), StateSerde.of(StoredContactFacts.class));
    }

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> inMemory(
            String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
    }

    private static StoreBuilder<StateStore> processId() {
        return StableProcessId.store(PROCESS_ID_STORE);
    }

    private static boolean isOfEmail(ContactKey contact, Difference difference) {
        return difference.membership().audience() == Audience.EMAIL_MARKETING;
    }
}
