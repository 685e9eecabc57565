package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.ReasonCounts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Counts over all contacts of a company that are kept here, and says who keeps the others. */
public final class CountsQuery {

    private final CompanyRecords<ContactKey, StoredContactFacts> contacts;
    private final Lock oneAtATime = new ReentrantLock();

    /** @param stores of both lanes */
    public CountsQuery(LaneStores stores) {
        this.contacts = stores.contacts();
    }

    /**
     * What this instance counted, and whom to ask for the rest.
     *
     * @param others every other instance that keeps a partition
     */
    public record Share(ReasonCounts counts, List<HostInfo> others) {}

    /** Empty while the state is being restored, or moves, and while somebody else's count is being made here. */
    public Optional<Share> count(String tenant, Audience audience) {
        Optional<List<HostInfo>> others = contacts.keepers().others();
        if (others.isEmpty() || !oneAtATime.tryLock()) {
            return Optional.empty();
        }
        try {
            var counts = new ReasonCounts(audience);
            // a partition that moved meanwhile may have been counted twice, or not at all
            return contacts.inEachPartition(partition -> count(tenant, partition, counts))
                            && contacts.keepers().others().equals(others)
                    ? Optional.of(new Share(counts, others.get()))
                    : Optional.empty();
        } finally {
            oneAtATime.unlock();
        }
    }

    private void count(String tenant, int partition, ReasonCounts counts) {
        ReadOnlyKeyValueStore<String, StoredCompanySettings> settings =
                contacts.store(EligibilityTopology.SETTINGS_STORE, partition);
        CompanySettings ofCompany = SettingsMapper.fromStore(settings.get(tenant));
        try (PartitionWalk<ContactKey, StoredContactFacts> walk = contacts.walk(partition, tenant, "")) {
            while (walk.advance()) {
                counts.add(
                        walk.record().key.address(),
                        ContactFactsMapper.fromStore(walk.record().value).facts(),
                        ofCompany);
            }
        }
    }
}
