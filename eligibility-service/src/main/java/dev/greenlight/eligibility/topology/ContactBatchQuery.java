package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.RecentSendsMapper;
import dev.greenlight.eligibility.mapping.SettingsMapper;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredRecentSends;
import dev.greenlight.eligibility.topology.ContactAnswer.Found;
import dev.greenlight.eligibility.topology.ContactAnswer.KeptElsewhere;
import dev.greenlight.eligibility.topology.ContactAnswer.NotNow;
import dev.greenlight.schemas.topic.EventTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Looks contacts up by the thousand in the running audience lane, and fails closed. */
public final class ContactBatchQuery {

    private final KafkaStreams audienceLane;
    private final HostInfo self;
    private final int partitions;

    /**
     * @param audienceLane the running application
     * @param self the address under which the other instances know this one
     * @param partitions of its topics
     */
    public ContactBatchQuery(KafkaStreams audienceLane, HostInfo self, int partitions) {
        this.audienceLane = audienceLane;
        this.self = self;
        this.partitions = partitions;
    }

    /**
     * @param tenant whose contacts are to be looked up
     * @return empty while state is being restored, or moves and nobody can say who keeps all of it
     */
    public Optional<Batch> begin(String tenant) {
        if (audienceLane.state() != KafkaStreams.State.RUNNING) {
            return Optional.empty();
        }
        Map<Integer, HostInfo> keepers = HashMap.newHashMap(partitions);
        for (StreamsMetadata keeper : audienceLane.streamsMetadataForStore(EligibilityTopology.CONTACT_FACTS_STORE)) {
            for (TopicPartition partition : keeper.topicPartitions()) {
                if (partition.topic().equals(EventTopic.CONSENT_STATE.name())) {
                    keepers.put(partition.partition(), keeper.hostInfo());
                }
            }
        }
        return keepers.size() == partitions ? Optional.of(new Batch(tenant, keepers)) : Optional.empty();
    }

    /** Look-ups that belong together: who keeps what is found out once. For one thread and a moment. */
    public final class Batch {

        private final String tenant;
        private final Map<Integer, HostInfo> keepers;
        private final Map<Integer, Kept> kept = new HashMap<>();
        private final Serializer<ContactKey> keys = KeySerdes.contact().serializer();

        private Batch(String tenant, Map<Integer, HostInfo> keepers) {
            this.tenant = tenant;
            this.keepers = keepers;
        }

        public ContactAnswer find(String address) {
            var key = new ContactKey(tenant, address);
            // as the producers of the lane's topics do
            int partition = Utils.toPositive(Utils.murmur2(keys.serialize("", key))) % partitions;
            HostInfo keeper = Objects.requireNonNull(keepers.get(partition));
            if (!keeper.equals(self)) {
                return new KeptElsewhere(keeper.host(), keeper.port());
            }
            try {
                Kept here = kept.computeIfAbsent(partition, first -> kept(first));
                return new Found(
                        ContactFactsMapper.fromStore(here.contacts.get(key)),
                        here.settings,
                        RecentSendsMapper.fromStore(here.sends.get(key)));
            } catch (InvalidStateStoreException e) {
                return new NotNow();
            }
        }

        private Kept kept(int partition) {
            ReadOnlyKeyValueStore<String, StoredCompanySettings> settings =
                    store(EligibilityTopology.SETTINGS_STORE, partition);
            return new Kept(
                    store(EligibilityTopology.CONTACT_FACTS_STORE, partition),
                    store(EligibilityTopology.RECENT_SENDS_STORE, partition),
                    SettingsMapper.fromStore(settings.get(tenant)));
        }
    }

    /** What one partition keeps for a company. */
    private record Kept(
            ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts,
            ReadOnlyKeyValueStore<ContactKey, StoredRecentSends> sends,
            CompanySettings settings) {}

    private <K, V> ReadOnlyKeyValueStore<K, V> store(String name, int partition) {
        return audienceLane.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition));
    }
}
