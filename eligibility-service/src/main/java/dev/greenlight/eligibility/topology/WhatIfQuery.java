package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.domain.estimate.CustomerEstimates;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.whatif.SettingsProposal;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.EstimateMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredCustomerEstimates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Goes through all contacts of a company that are kept here, and changes nothing. */
public final class WhatIfQuery {

    /** Contacts from one sign of progress to the next. */
    private static final int EVERY = 10_000;

    private final CompanyRecords<ContactKey, StoredContactFacts> contacts;
    private final CompanyRecords<CustomerKey, StoredCustomerEstimates> estimates;
    private final InstantSource clock;
    private final Lock oneAtATime = new ReentrantLock();

    /** @param stores of both lanes */
    public WhatIfQuery(LaneStores stores, InstantSource clock) {
        this.contacts = stores.contacts();
        this.estimates = stores.estimates();
        this.clock = clock;
    }

    /** Is told how far it has come, on the thread that goes there; what it throws ends the walk. */
    @FunctionalInterface
    public interface Progress {

        /**
         * @param looked contacts so far
         * @param partitions that are done
         * @param ofPartitions those that are kept here
         */
        void reached(long looked, int partitions, int ofPartitions);
    }

    /** Every other instance that keeps a part; empty while a partition moves and nobody can say. */
    public Optional<Set<HostInfo>> others() {
        var others = new HashSet<HostInfo>();
        boolean known = contacts.keepers().others().map(others::addAll).isPresent()
                && estimates.keepers().others().map(others::addAll).isPresent();
        return known ? Optional.of(others) : Optional.empty();
    }

    /** What the company has set up; empty while the state is being restored, and where no contacts are kept. */
    public Optional<CompanySettings> settings(String tenant) {
        var known = new ArrayList<CompanySettings>();
        // a change comes to one partition after the other
        return contacts.inEachPartition(partition -> known.add(settings(tenant, partition)))
                ? known.stream().max(Comparator.comparingLong(CompanySettings::revision))
                : Optional.empty();
    }

    /**
     * For which customers that are kept here the answer would be another one, whether an estimate is open, and which.
     * Empty while the state is being restored or moves.
     *
     * @param window for how long an estimate would count
     */
    public Optional<Map<String, Boolean>> estimates(String tenant, Duration window) {
        var moved = new HashMap<String, Boolean>();
        Instant now = clock.instant();
        return estimates.inEachPartition(partition -> lookAtEstimates(tenant, partition, now, window, moved))
                ? Optional.of(moved)
                : Optional.empty();
    }

    /**
     * Asks the rules about every contact that is kept here, once as it is and once as it would be. Empty while the state
     * is being restored or moves, and while somebody else's what-if is under way here.
     *
     * @param found what is to be added to
     */
    public Optional<WhatIf> contacts(String tenant, SettingsProposal proposal, WhatIf found, Progress progress) {
        if (!oneAtATime.tryLock()) {
            return Optional.empty();
        }
        try {
            int kept = contacts.kept().map(Set::size).orElse(0);
            var done = new HashSet<Integer>();
            boolean whole = contacts.inEachPartition(partition -> {
                lookAtContacts(
                        tenant,
                        partition,
                        proposal,
                        found,
                        () -> progress.reached(found.contacts(), done.size(), kept));
                done.add(partition);
            });
            return whole ? Optional.of(found) : Optional.empty();
        } finally {
            oneAtATime.unlock();
        }
    }

    private void lookAtContacts(
            String tenant, int partition, SettingsProposal proposal, WhatIf found, Runnable progress) {
        CompanySettings before = settings(tenant, partition);
        CompanySettings after = proposal.over(before);
        try (PartitionWalk<ContactKey, StoredContactFacts> walk = contacts.walk(partition, tenant, "")) {
            while (walk.advance()) {
                found.add(
                        walk.record().key.address(),
                        ContactFactsMapper.fromStore(walk.record().value).facts(),
                        before,
                        after);
                if (found.contacts() % EVERY == 0) {
                    progress.run();
                }
            }
        }
    }

    /** As the stream would: what counts at no time any more counts for no window. */
    private void lookAtEstimates(
            String tenant, int partition, Instant now, Duration window, Map<String, Boolean> moved) {
        try (PartitionWalk<CustomerKey, StoredCustomerEstimates> walk = estimates.walk(partition, tenant, "")) {
            while (walk.advance()) {
                CustomerEstimates known = EstimateMapper.fromStore(walk.record().value);
                boolean open = known.at(now).isOpen(now, window);
                if (open != known.shown()) {
                    moved.put(walk.record().key.customerId(), open);
                }
            }
        }
    }

    private CompanySettings settings(String tenant, int partition) {
        ReadOnlyKeyValueStore<String, StoredCompanySettings> settings =
                contacts.store(EligibilityTopology.SETTINGS_STORE, partition);
        return SettingsMapper.fromStore(settings.get(tenant));
    }
}
