package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.NumberStanding;
import dev.greenlight.eligibility.domain.contact.NumbersByStatus;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Which numbers stand where, of those contacts that this instance keeps. For each company made from the store when
 * somebody first asks, and kept up from then on: until then it costs a STOP one look-up, and a start nothing.
 */
public final class NumberIndex {

    private final ConcurrentMap<Integer, ConcurrentMap<String, Numbers>> partitions = new ConcurrentHashMap<>();

    /** The state of the partition is here, and not as the index may know it. */
    void opened(int partition) {
        partitions.put(partition, new ConcurrentHashMap<>());
    }

    void closed(int partition) {
        partitions.remove(partition);
    }

    /** To be told after the store was: whoever makes an index meanwhile then sees one of the two. */
    void changed(int partition, ContactKey key, ContactFacts facts) {
        Numbers numbers = of(partition).get(key.tenant());
        if (numbers != null) {
            numbers.set(key.address(), facts);
        }
    }

    /**
     * The numbers of a company in a partition. Takes a few seconds for a million when it is asked for the first time.
     *
     * @param contacts the store of the partition
     */
    NumbersByStatus numbers(
            int partition, String tenant, ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts) {
        return of(partition).computeIfAbsent(tenant, first -> new Numbers()).filledFrom(contacts, tenant);
    }

    /** Of a partition that is not here nobody keeps what comes of asking. */
    private ConcurrentMap<String, Numbers> of(int partition) {
        return partitions.getOrDefault(partition, new ConcurrentHashMap<>());
    }

    /** The numbers of one company in one partition, and whether all are there that were before it was made. */
    private static final class Numbers {

        private final NumbersByStatus byStatus = new NumbersByStatus();
        private final Lock filling = new ReentrantLock();
        private boolean filled;

        private synchronized void set(String address, ContactFacts facts) {
            if (address.startsWith("+")) {
                byStatus.set(address, NumberStanding.of(address, facts));
            }
        }

        /** Looks again while the stream has to wait, so that nothing older than what the stream says is written. */
        private synchronized void copy(ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts, ContactKey key) {
            set(key.address(), ContactFactsMapper.fromStore(contacts.get(key)).facts());
        }

        private NumbersByStatus filledFrom(
                ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts, String tenant) {
            filling.lock();
            try {
                if (!filled) {
                    var first = new ContactKey(tenant, "+");
                    var behind = new ContactKey(tenant, "+:"); // the character after the 9
                    try (KeyValueIterator<ContactKey, StoredContactFacts> known = contacts.range(first, behind)) {
                        known.forEachRemaining(entry -> copy(contacts, entry.key));
                    }
                    filled = true;
                }
                return byStatus;
            } finally {
                filling.unlock();
            }
        }
    }
}
