package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.ReasonCounts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.schemas.topic.EventTopic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Counts over all contacts of a company that are kept here, and says who keeps the others. */
public final class CountsQuery {

    private static final String FIRST = " ";
    private static final String BEHIND_ALL = "\uDBFF\uDFFF";

    private final PartitionKeepers keepers;
    private final Lock oneAtATime = new ReentrantLock();

    /**
     * @param audienceLane the running application
     * @param self the address under which the other instances know this one
     * @param partitions of its topics
     */
    public CountsQuery(KafkaStreams audienceLane, HostInfo self, int partitions) {
        this.keepers = new PartitionKeepers(
                audienceLane,
                EligibilityTopology.CONTACT_FACTS_STORE,
                EventTopic.CONSENT_STATE.name(),
                self,
                partitions);
    }

    /**
     * What this instance counted, and whom to ask for the rest.
     *
     * @param others every other instance that keeps a partition
     */
    public record Share(ReasonCounts counts, List<HostInfo> others) {}

    /** Empty while the state is being restored, or moves, and while somebody else's count is being made here. */
    public Optional<Share> count(String tenant, Audience audience) {
        Optional<Set<Integer>> kept = keepers.here();
        Optional<List<HostInfo>> others = keepers.others();
        if (kept.isEmpty() || others.isEmpty() || !oneAtATime.tryLock()) {
            return Optional.empty();
        }
        var counts = new ReasonCounts(audience);
        try {
            kept.get().forEach(partition -> count(tenant, partition, counts));
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        } finally {
            oneAtATime.unlock();
        }
        // a partition that moved meanwhile may have been counted twice, or not at all
        return keepers.here().equals(kept) && keepers.others().equals(others)
                ? Optional.of(new Share(counts, others.get()))
                : Optional.empty();
    }

    private void count(String tenant, int partition, ReasonCounts counts) {
        ReadOnlyKeyValueStore<String, StoredCompanySettings> settings =
                store(EligibilityTopology.SETTINGS_STORE, partition);
        CompanySettings ofCompany = SettingsMapper.fromStore(settings.get(tenant));
        ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts =
                store(EligibilityTopology.CONTACT_FACTS_STORE, partition);
        var first = new ContactKey(tenant, FIRST);
        var last = new ContactKey(tenant, BEHIND_ALL);
        try (KeyValueIterator<ContactKey, StoredContactFacts> known = contacts.range(first, last)) {
            known.forEachRemaining(entry -> counts.add(
                    entry.key.address(),
                    ContactFactsMapper.fromStore(entry.value).facts(),
                    ofCompany));
        }
    }

    private <K, V> ReadOnlyKeyValueStore<K, V> store(String name, int partition) {
        return keepers.lane()
                .store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore())
                        .withPartition(partition));
    }
}
