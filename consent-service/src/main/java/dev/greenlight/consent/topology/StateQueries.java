package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.mapping.BatchEditMapper;
import dev.greenlight.consent.mapping.ConsentMapper;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.mapping.CustomerMapper;
import dev.greenlight.consent.mapping.EmailMapper;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.mapping.ErasureMapper;
import dev.greenlight.consent.mapping.Pseudonyms;
import dev.greenlight.consent.mapping.ReviewMapper;
import dev.greenlight.consent.mapping.ReviewView;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredBatchEdit;
import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredEmailConsent;
import dev.greenlight.consent.stored.StoredErasedAddress;
import dev.greenlight.consent.stored.StoredReview;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.consent.topology.BatchEditQueries.KnownEdit;
import dev.greenlight.consent.topology.Located.Elsewhere;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.Located.Nowhere;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Looks things up in the stores of the lanes, or says which instance can. */
public final class StateQueries {

    private static final Duration ERASED_FRESH_FOR = Duration.ofSeconds(1);

    private final StreamsLane keywordLane;
    private final StreamsLane officeLane;
    private final Pseudonyms pseudonyms;
    private final HostInfo self;

    /** As {@link System#nanoTime}. */
    private volatile long noneErasedUntil = System.nanoTime();

    /**
     * @param pseudonyms by which erased addresses are remembered
     * @param self where other instances reach this one
     */
    public StateQueries(StreamsLane keywordLane, StreamsLane officeLane, Pseudonyms pseudonyms, HostInfo self) {
        this.pseudonyms = pseudonyms;
        this.keywordLane = keywordLane;
        this.officeLane = officeLane;
        this.self = self;
    }

    /**
     * What a person has said; never nothing, because not having said anything is an answer.
     *
     * @param now decides whether a request is still open
     */
    public Located<ConsentView> consent(String tenant, String address, Instant now) {
        return this.<StoredConsent, ConsentView>find(
                keywordLane,
                ConsentTopology.CONSENT_STORE,
                TopicKeys.ofAddress(tenant, address),
                stored -> ConsentMapper.toView(
                        stored != null ? stored : erased(tenant, address, ErasureMapper::toConsent), now));
    }

    /** What is known about an email address; never nothing, because that is an answer too. */
    public Located<EmailView> emailConsent(String tenant, String address) {
        return this.<StoredEmailConsent, EmailView>find(
                keywordLane,
                ConsentTopology.EMAIL_STORE,
                TopicKeys.ofAddress(tenant, address),
                stored -> EmailMapper.toView(
                        stored != null ? stored : erased(tenant, address, ErasureMapper::toEmailConsent)));
    }

    public Located<Customer> customer(String tenant, String customerId) {
        return this.<StoredCustomer, Customer>find(
                officeLane,
                ConsentTopology.CUSTOMER_STORE,
                TopicKeys.ofCustomer(tenant, customerId),
                CustomerMapper::fromStored);
    }

    Located<BatchEdit> batchEdit(String tenant, String editId) {
        return this.<StoredBatchEdit, BatchEdit>search(
                officeLane,
                ConsentTopology.BATCH_EDIT_STORE,
                tenant,
                edits -> BatchEditMapper.fromStored(edits.get(CompanyEdits.key(tenant, editId))));
    }

    Located<List<KnownEdit>> batchEdits(String tenant, int most) {
        return this.<StoredBatchEdit, List<KnownEdit>>search(
                officeLane,
                ConsentTopology.BATCH_EDIT_STORE,
                tenant,
                edits -> CompanyEdits.newest(edits, tenant, most));
    }

    /** The settings of a company, or the defaults. */
    public Located<TenantSettings> settings(String tenant) {
        return this.<StoredTenantSettings, TenantSettings>find(
                officeLane, ConsentTopology.SETTINGS_STORE, tenant, SettingsMapper::fromStored);
    }

    /**
     * The settings of a company as this instance has last heard of them, without asking another one; for what
     * everybody may ask for.
     *
     * @return null while the store is being restored or is moving
     */
    public @Nullable TenantSettings settingsHere(String tenant) {
        try {
            return SettingsMapper.fromStored(officeLane
                    .streams()
                    .store(StoreQueryParameters.fromNameAndType(
                            ConsentTopology.DEFAULTS_STORE,
                            QueryableStoreTypes.<String, StoredTenantSettings>keyValueStore()))
                    .get(tenant));
        } catch (InvalidStateStoreException e) {
            return null;
        }
    }

    /**
     * What the changes of a company's settings made of them, the newest first.
     *
     * @param before only revisions before this one
     * @param limit the most to return
     */
    public Located<List<TenantSettings>> settingsHistory(String tenant, long before, int limit) {
        return this.<StoredTenantSettings, List<TenantSettings>>search(
                officeLane,
                ConsentTopology.SETTINGS_HISTORY_STORE,
                tenant,
                store -> SettingsHistory.read(store, tenant, before, limit));
    }

    /**
     * The numbers on hold whose keys this instance has, in the order of the numbers.
     *
     * @param after the last number of an earlier page; empty for the first
     * @param limit the most to return
     * @return empty while the store is being restored or is moving
     */
    public Optional<List<ReviewView>> reviewsHere(String tenant, String after, int limit) {
        List<ReviewView> reviews = new ArrayList<>();
        String from = TopicKeys.ofAddress(tenant, after);
        // the character after the colon, so that no other tenant's key lies between
        String to = tenant + (char) (':' + 1);
        try (var held = keywordLane
                .streams()
                .store(StoreQueryParameters.fromNameAndType(
                        ConsentTopology.REVIEW_STORE, QueryableStoreTypes.<String, StoredReview>keyValueStore()))
                .range(from, to)) {
            held.forEachRemaining(entry -> {
                if (entry.value.getOpen() && !entry.key.equals(from)) {
                    reviews.add(ReviewMapper.toView(entry.value));
                }
            });
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        }
        // each partition has its own order
        reviews.sort(Comparator.comparing(ReviewView::number));
        return Optional.of(reviews.subList(0, Math.min(limit, reviews.size())));
    }

    /** Where the other parts of the reviews are. */
    public List<HostInfo> othersWithReviews() {
        return keywordLane.streams().streamsMetadataForStore(ConsentTopology.REVIEW_STORE).stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self))
                .toList();
    }

    /**
     * Whether the request names an address that was erased, as this instance has heard of a second ago at the latest. False
     * while it cannot tell: then the lane refuses it, and the request has been on the log.
     */
    public boolean namesErased(String tenant, CustomerCommand request) {
        long now = System.nanoTime();
        if (now - noneErasedUntil < 0) {
            return false;
        }
        try {
            ReadOnlyKeyValueStore<String, StoredErasedAddress> marks = erasedIn(officeLane);
            if (marks.approximateNumEntries() == 0) {
                // in an import, asking for each row cost as much as reading the phone numbers
                noneErasedUntil = now + ERASED_FRESH_FOR.toNanos();
                return false;
            }
            return ErasedAddresses.isNamed(marks, pseudonyms, tenant, request);
        } catch (InvalidStateStoreException e) {
            return false;
        }
    }

    /** What holds for an address of which nothing is known because it was erased; null for any other. */
    private <S> @Nullable S erased(String tenant, String address, Function<StoredErasedAddress, S> consent) {
        StoredErasedAddress mark = ErasedAddresses.find(erasedIn(keywordLane), pseudonyms, tenant, address);
        return mark == null ? null : consent.apply(mark);
    }

    private static ReadOnlyKeyValueStore<String, StoredErasedAddress> erasedIn(StreamsLane lane) {
        return lane.streams()
                .store(StoreQueryParameters.fromNameAndType(
                        ConsentTopology.ERASED_STORE, QueryableStoreTypes.keyValueStore()));
    }

    private <S, T> Located<T> find(
            StreamsLane lane, String store, String key, Function<@Nullable S, @Nullable T> mapper) {
        return this.<S, T>search(lane, store, key, held -> mapper.apply(held.get(key)));
    }

    /** @param key of the records that fill the store: it says where they are kept */
    private <S, T> Located<T> search(
            StreamsLane lane, String store, String key, Function<ReadOnlyKeyValueStore<String, S>, @Nullable T> query) {
        try {
            var owner = lane.streams().queryMetadataForKey(store, key, new StringSerializer());
            if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                return new Nowhere<>();
            }
            HostInfo host = owner.activeHost();
            if (!host.equals(self)) {
                return host.equals(HostInfo.unavailable())
                        ? new Nowhere<>()
                        : new Elsewhere<>(host.host(), host.port());
            }
            ReadOnlyKeyValueStore<String, S> held = lane.streams()
                    .store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
            return new Here<>(query.apply(held));
        } catch (InvalidStateStoreException e) {
            return new Nowhere<>();
        }
    }
}
