package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.ReasonCounts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Counts over all contacts, or customers, of a company that are kept here, and says who keeps the others. */
public final class CountsQuery {

    private final CompanyRecords<ContactKey, StoredContactFacts> contacts;
    private final CompanyRecords<CustomerKey, StoredDirectMail> customers;
    private final Lock oneAtATime = new ReentrantLock();

    /** @param stores of both lanes */
    public CountsQuery(LaneStores stores) {
        this.contacts = stores.contacts();
        this.customers = stores.directMail();
    }

    /**
     * What this instance counted, and whom to ask for the rest.
     *
     * @param eligible contact methods, or customers, that may be addressed
     * @param excluded how many may not, by all reasons together in the order of the rules
     * @param emailed the customers among them with an email address, as hashes, each once; empty for other audiences
     * @param others every other instance that keeps a partition
     */
    public record Share(long eligible, Map<List<Exclusion>, Long> excluded, long[] emailed, List<HostInfo> others) {}

    /**
     * Empty while the state is being restored, or moves, and while somebody else's count is being made here.
     *
     * @param audience null for post, which is sent to customers
     */
    public Optional<Share> count(String tenant, @Nullable Audience audience) {
        if (!oneAtATime.tryLock()) {
            return Optional.empty();
        }
        try {
            return audience == null ? countCustomers(tenant) : countContacts(tenant, audience);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Optional<Share> countContacts(String tenant, Audience audience) {
        var counts = new ReasonCounts(audience);
        return othersAfter(contacts, partition -> count(tenant, partition, counts))
                .map(others -> new Share(counts.eligible(), counts.excluded(), counts.customers(), others));
    }

    private Optional<Share> countCustomers(String tenant) {
        var counts = new HashMap<List<Exclusion>, Long>();
        return othersAfter(customers, partition -> count(tenant, partition, counts))
                .map(others -> {
                    Long eligible = counts.remove(List.<Exclusion>of());
                    return new Share(eligible == null ? 0 : eligible, counts, new long[0], others);
                });
    }

    /** A partition that moved meanwhile may have been counted twice, or not at all. */
    private static Optional<List<HostInfo>> othersAfter(CompanyRecords<?, ?> records, IntConsumer count) {
        Optional<List<HostInfo>> others = records.keepers().others();
        return others.isPresent()
                        && records.inEachPartition(count)
                        && records.keepers().others().equals(others)
                ? others
                : Optional.empty();
    }

    private void count(String tenant, int partition, Map<List<Exclusion>, Long> counts) {
        try (PartitionWalk<CustomerKey, StoredDirectMail> walk = customers.walk(partition, tenant, "")) {
            while (walk.advance()) {
                DirectMail mail = DirectMailMapper.fromStore(walk.record().value);
                counts.merge(mail.judge().exclusions(), 1L, Long::sum);
            }
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
