package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.RecentSendsMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import dev.greenlight.eligibility.topology.ContactAnswer.Found;
import dev.greenlight.eligibility.topology.ContactAnswer.KeptElsewhere;
import dev.greenlight.eligibility.topology.ContactAnswer.NotNow;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Looks contacts up in the running audience lane, and fails closed. */
public final class ContactQuery {

    private final KafkaStreams audienceLane;
    private final HostInfo self;

    /**
     * @param audienceLane the running application
     * @param self the address under which the other instances know this one
     */
    public ContactQuery(KafkaStreams audienceLane, HostInfo self) {
        this.audienceLane = audienceLane;
        this.self = self;
    }

    /** Asks for the owner of the key first: a store that does not hold a key says "absent" and not "ask there". */
    public ContactAnswer find(ContactKey key) {
        if (audienceLane.state() != KafkaStreams.State.RUNNING) {
            return new NotNow();
        }
        try {
            KeyQueryMetadata metadata = audienceLane.queryMetadataForKey(
                    EligibilityTopology.CONTACT_FACTS_STORE,
                    key,
                    KeySerdes.contact().serializer());
            if (metadata == null || KeyQueryMetadata.NOT_AVAILABLE.equals(metadata)) {
                return new NotNow();
            }
            HostInfo owner = metadata.activeHost();
            return owner.equals(self)
                    ? found(key, metadata.partition())
                    : new KeptElsewhere(owner.host(), owner.port());
        } catch (InvalidStateStoreException e) {
            return new NotNow();
        }
    }

    private Found found(ContactKey key, int partition) {
        ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts =
                store(EligibilityTopology.CONTACT_FACTS_STORE, partition);
        ReadOnlyKeyValueStore<String, StoredCompanySettings> settings =
                store(EligibilityTopology.SETTINGS_STORE, partition);
        ReadOnlyKeyValueStore<ContactKey, StoredRecentSends> sends =
                store(EligibilityTopology.RECENT_SENDS_STORE, partition);
        return new Found(
                ContactFactsMapper.fromStore(contacts.get(key)),
                SettingsMapper.fromStore(settings.get(key.tenant())),
                RecentSendsMapper.fromStore(sends.get(key)));
    }

    private <K, V> ReadOnlyKeyValueStore<K, V> store(String name, int partition) {
        return audienceLane.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition));
    }
}
