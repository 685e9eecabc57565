package dev.greenlight.eligibility.topology;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.greenlight.eligibility.domain.audience.Addressee;
import dev.greenlight.eligibility.domain.audience.AudiencePolicy;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.CustomerMail;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.audience.EmailStanding;
import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.audience.MemberPlace;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.contact.PostalAddress;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.eligibility.mapping.EmailChoiceMapper;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.eligibility.stored.StoredEmailChoice;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Both lanes as those who list members see them: stores in partitions, which copy the keys of every range. */
public final class MembersOnPaper {

    public static final HostInfo SELF = new HostInfo("here", 8084);
    public static final int PARTITIONS = 4;

    private static final Cause CAUSE = new Cause("change-1", Instant.parse("2026-03-01T10:00:00Z"), "front-office");

    private final KafkaStreams streams = mock();
    private final List<StreamsMetadata> keepers = new ArrayList<>();
    private final List<NavigableMap<String, KeyValue<ContactKey, StoredContactFacts>>> contacts = new ArrayList<>();
    private final List<NavigableMap<String, KeyValue<CustomerKey, StoredEmailChoice>>> emails = new ArrayList<>();
    private final List<NavigableMap<String, KeyValue<CustomerKey, StoredDirectMail>>> post = new ArrayList<>();
    private int copied;
    private @Nullable Runnable onRead;

    public MembersOnPaper() {
        for (int i = 0; i < PARTITIONS; i++) {
            contacts.add(new TreeMap<>(MemberPlace.KEY_ORDER));
            emails.add(new TreeMap<>(MemberPlace.KEY_ORDER));
            post.add(new TreeMap<>(MemberPlace.KEY_ORDER));
        }
        when(streams.state()).thenReturn(KafkaStreams.State.RUNNING);
        when(streams.streamsMetadataForStore(any())).thenReturn(keepers);
        when(streams.store(any())).thenAnswer(call -> store(call.getArgument(0)));
        keep(SELF, Set.of(0, 1, 2, 3));
    }

    public MemberQuery query(HostInfo self) {
        return query(self, StoreLocation.MEMORY);
    }

    MemberQuery query(HostInfo self, StoreLocation location) {
        return new MemberQuery(new LaneStores(streams, streams, self, PARTITIONS, location));
    }

    /** The contact is in every audience that its facts allow. */
    public void know(String tenant, String address, ContactFacts facts) {
        Contact contact = AudiencePolicy.decide(Contact.UNKNOWN, facts, CompanySettings.DEFAULTS, CAUSE)
                .contact();
        contacts.get(Math.floorMod(address.hashCode(), PARTITIONS))
                .put(
                        tenant + ':' + address,
                        KeyValue.pair(new ContactKey(tenant, address), ContactFactsMapper.toStore(contact)));
    }

    /** The first of the addresses is the one that is shown. */
    public void knowEmails(String tenant, String customerId, String... addresses) {
        EmailChoice choice = EmailChoice.NONE;
        for (int i = 0; i < addresses.length; i++) {
            var candidate = new Candidate(addresses[i], "m-" + i, "en", i, CAUSE.at(), null);
            choice = choice.hear(new EmailStanding(addresses[i], candidate, List.of(), CAUSE))
                    .choice();
        }
        emails.get(Math.floorMod(customerId.hashCode(), PARTITIONS))
                .put(
                        tenant + ':' + customerId,
                        KeyValue.pair(new CustomerKey(tenant, customerId), EmailChoiceMapper.toStore(choice)));
    }

    /** A customer with a postal address, or with none. */
    void knowPost(String tenant, String customerId, boolean hasAddress) {
        var home = new PostalAddress("1 Main St", null, "Springfield", "IL", "62701", "US");
        var record =
                new CustomerMail(1, true, false, false, hasAddress ? new Addressee("Ann Example", home, "en") : null);
        DirectMail mail = DirectMail.NONE.hear(record, CAUSE).mail();
        post.get(Math.floorMod(customerId.hashCode(), PARTITIONS))
                .put(
                        tenant + ':' + customerId,
                        KeyValue.pair(new CustomerKey(tenant, customerId), DirectMailMapper.toStore(mail)));
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

    /** Happens while somebody reads. */
    void onRead(Runnable event) {
        onRead = event;
    }

    /** How many keys were copied since somebody asked that. */
    int copied() {
        int since = copied;
        copied = 0;
        return since;
    }

    private void keep(HostInfo host, Set<Integer> partitions) {
        StreamsMetadata keeper = mock();
        when(keeper.hostInfo()).thenReturn(host);
        when(keeper.topicPartitions())
                .thenReturn(partitions.stream()
                        .flatMap(number -> List.of(
                                new TopicPartition(EventTopic.CONSENT_STATE.name(), number),
                                new TopicPartition(EventTopic.CUSTOMER_STATE.name(), number))
                                .stream())
                        .collect(Collectors.toSet()));
        keepers.add(keeper);
    }

    private Object store(StoreQueryParameters<?> asked) {
        int partition = asked.partition();
        return switch (asked.storeName()) {
            case EligibilityTopology.CONTACT_FACTS_STORE ->
                new Store<>(contacts.get(partition), key -> key.tenant() + ':' + key.address());
            case EligibilityTopology.EMAIL_CHOICE_STORE ->
                new Store<>(emails.get(partition), key -> key.tenant() + ':' + key.customerId());
            default -> new Store<>(post.get(partition), key -> key.tenant() + ':' + key.customerId());
        };
    }

    /** Part of a store in memory. */
    private final class Store<K, V> implements ReadOnlyKeyValueStore<K, V> {

        private final NavigableMap<String, KeyValue<K, V>> records;
        private final Function<K, String> text;

        private Store(NavigableMap<String, KeyValue<K, V>> records, Function<K, String> text) {
            this.records = records;
            this.text = text;
        }

        @Override
        public @Nullable V get(K key) {
            KeyValue<K, V> record = records.get(text.apply(key));
            return record == null ? null : record.value;
        }

        @Override
        public KeyValueIterator<K, V> range(K from, K to) {
            var range = new ArrayList<>(
                    records.subMap(text.apply(from), true, text.apply(to), true).values());
            copied += range.size();
            if (onRead != null) {
                onRead.run();
            }
            return new Records<>(range.iterator());
        }

        @Override
        public KeyValueIterator<K, V> all() {
            throw new UnsupportedOperationException("Nobody needs all companies");
        }

        @Override
        public long approximateNumEntries() {
            return records.size();
        }
    }

    /** What a range has found. */
    private record Records<K, V>(Iterator<KeyValue<K, V>> records) implements KeyValueIterator<K, V> {

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public KeyValue<K, V> next() {
            return records.next();
        }

        @Override
        public K peekNextKey() {
            throw new UnsupportedOperationException("Nobody peeks");
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
