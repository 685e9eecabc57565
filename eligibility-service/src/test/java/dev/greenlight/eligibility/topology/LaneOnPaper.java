package dev.greenlight.eligibility.topology;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.eligibility.domain.audience.Addressee;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.CustomerMail;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.Memberships;
import dev.greenlight.eligibility.domain.check.RecentSends;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.contact.PostalAddress;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.eligibility.mapping.RecentSendsMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A running audience lane as those who ask it see it: its state, who keeps what, and a store. */
public final class LaneOnPaper {

    public static final HostInfo SELF = new HostInfo("here", 8084);
    public static final int PARTITIONS = 4;

    private final KafkaStreams streams = mock();
    private final Map<ContactKey, StoredContactFacts> contacts = new HashMap<>();
    private final Map<String, StoredCompanySettings> settings = new HashMap<>();
    private final Map<ContactKey, StoredRecentSends> sends = new HashMap<>();
    private final Map<CustomerKey, StoredDirectMail> mails = new HashMap<>();
    private final List<StreamsMetadata> keepers = new ArrayList<>();

    public LaneOnPaper() {
        ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> store = mock();
        when(store.get(any())).thenAnswer(call -> contacts.get(call.<Object>getArgument(0)));
        when(streams.state()).thenReturn(KafkaStreams.State.RUNNING);
        when(streams.streamsMetadataForStore(any())).thenReturn(keepers);
        ReadOnlyKeyValueStore<ContactKey, StoredRecentSends> ofSends = mock();
        when(ofSends.get(any())).thenAnswer(call -> sends.get(call.<Object>getArgument(0)));
        ReadOnlyKeyValueStore<String, StoredCompanySettings> ofCompanies = mock();
        when(ofCompanies.get(any())).thenAnswer(call -> settings.get(call.<Object>getArgument(0)));
        when(streams.store(any())).thenAnswer(call -> {
            StoreQueryParameters<?> asked = call.getArgument(0);
            return switch (asked.storeName()) {
                case EligibilityTopology.SETTINGS_STORE -> ofCompanies;
                case EligibilityTopology.RECENT_SENDS_STORE -> ofSends;
                default -> store;
            };
        });
        keep(SELF, Set.of(0, 1, 2, 3));
    }

    public ContactBatchQuery query() {
        return new ContactBatchQuery(streams, SELF, PARTITIONS);
    }

    public CountsQuery counts() {
        return new CountsQuery(stores());
    }

    public WhatIfQuery whatIfs() {
        return new WhatIfQuery(stores(), InstantSource.system());
    }

    private LaneStores stores() {
        return new LaneStores(streams, streams, SELF, PARTITIONS, StoreLocation.MEMORY);
    }

    /** The contacts can be walked over too, as those of this partition; a company has set up nothing. */
    public void keepAllInPartition(int partition) {
        doAnswer(call -> {
                    StoreQueryParameters<?> asked = call.getArgument(0);
                    if (!Objects.equals(asked.partition(), partition)) {
                        return emptyStore();
                    }
                    return switch (asked.storeName()) {
                        case EligibilityTopology.CONTACT_FACTS_STORE -> walkable(contacts, KeySerdes.contact());
                        case EligibilityTopology.DIRECT_MAIL_STORE -> walkable(mails, KeySerdes.customer());
                        default -> emptyStore();
                    };
                })
                .when(streams)
                .store(any());
    }

    private static ReadOnlyKeyValueStore<?, ?> emptyStore() {
        ReadOnlyKeyValueStore<Object, Object> store = mock();
        when(store.range(any(), any())).thenAnswer(call -> new KeyValueIteratorOnPaper<>(Collections.emptyIterator()));
        return store;
    }

    /** In the order of the keys as bytes, as the stores are. */
    private static <K, V> ReadOnlyKeyValueStore<K, V> walkable(Map<K, V> known, Serde<K> keys) {
        Function<K, Bytes> bytes = key -> Bytes.wrap(keys.serializer().serialize("", key));
        ReadOnlyKeyValueStore<K, V> store = mock();
        when(store.range(any(), any())).thenAnswer(call -> {
            Bytes first = bytes.apply(call.getArgument(0));
            Bytes last = bytes.apply(call.getArgument(1));
            return new KeyValueIteratorOnPaper<>(known.entrySet().stream()
                    .filter(entry -> bytes.apply(entry.getKey()).compareTo(first) >= 0)
                    .filter(entry -> bytes.apply(entry.getKey()).compareTo(last) <= 0)
                    .sorted(Comparator.comparing(entry -> bytes.apply(entry.getKey())))
                    .map(entry -> KeyValue.pair(entry.getKey(), entry.getValue()))
                    .iterator());
        });
        return store;
    }

    /** An iterator of a store over what was found. */
    private record KeyValueIteratorOnPaper<K, V>(Iterator<KeyValue<K, V>> found) implements KeyValueIterator<K, V> {

        @Override
        public boolean hasNext() {
            return found.hasNext();
        }

        @Override
        public KeyValue<K, V> next() {
            return found.next();
        }

        @Override
        public K peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    public void know(ContactKey key, ContactFacts facts) {
        contacts.put(key, ContactFactsMapper.toStore(new Contact(facts, Memberships.NONE)));
    }

    /** A customer of the company acme with a postal address, or with none. */
    public void knowMail(String customerId, boolean hasAddress) {
        var home = new PostalAddress("1 Main St", null, "Springfield", "IL", "62701", "US");
        var addressee = hasAddress ? new Addressee("Ann Example", home, "en") : null;
        var cause = new Cause("change-1", Instant.parse("2026-03-01T10:00:00Z"), "front-office");
        DirectMail mail = DirectMail.NONE
                .hear(new CustomerMail(1, true, false, false, addressee), cause)
                .mail();
        mails.put(new CustomerKey("acme", customerId), DirectMailMapper.toStore(mail));
    }

    public void sent(ContactKey key, RecentSends lately) {
        sends.put(key, RecentSendsMapper.toStore(lately));
    }

    public void set(String tenant, CompanySettings ofCompany) {
        settings.put(tenant, SettingsMapper.toStore(ofCompany));
    }

    /** From now on these partitions are kept there, and those that are kept nowhere are on their way. */
    public void move(Map<HostInfo, Set<Integer>> partitions) {
        keepers.clear();
        partitions.forEach(this::keep);
    }

    public void enter(KafkaStreams.State state) {
        when(streams.state()).thenReturn(state);
    }

    /** The stores have just gone, and nobody has said so yet. */
    public void loseStores() {
        doThrow(new InvalidStateStoreException("The store may have moved"))
                .when(streams)
                .store(any());
    }

    private void keep(HostInfo host, Set<Integer> partitions) {
        StreamsMetadata keeper = mock();
        when(keeper.hostInfo()).thenReturn(host);
        when(keeper.topicPartitions())
                .thenReturn(partitions.stream()
                        .flatMap(number -> Stream.of(
                                new TopicPartition(EventTopic.CONSENT_STATE.name(), number),
                                new TopicPartition(EventTopic.CUSTOMER_STATE.name(), number)))
                        .collect(Collectors.toSet()));
        keepers.add(keeper);
    }
}
