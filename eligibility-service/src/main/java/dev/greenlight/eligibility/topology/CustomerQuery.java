package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.mapping.CustomerMapper;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.eligibility.mapping.EmailChoiceMapper;
import dev.greenlight.eligibility.stored.StoredCustomerContacts;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.eligibility.stored.StoredEmailChoice;
import dev.greenlight.eligibility.topology.CustomerAnswer.Found;
import dev.greenlight.eligibility.topology.CustomerAnswer.KeptElsewhere;
import dev.greenlight.eligibility.topology.CustomerAnswer.NotNow;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Looks customers up in the running customer lane, and fails closed, as {@link ContactQuery} does. */
public final class CustomerQuery {

    private final KafkaStreams customerLane;
    private final HostInfo self;

    /**
     * @param customerLane the running application
     * @param self the address under which the other instances know this one
     */
    public CustomerQuery(KafkaStreams customerLane, HostInfo self) {
        this.customerLane = customerLane;
        this.self = self;
    }

    public CustomerAnswer find(CustomerKey key) {
        if (customerLane.state() != KafkaStreams.State.RUNNING) {
            return new NotNow();
        }
        try {
            KeyQueryMetadata metadata = customerLane.queryMetadataForKey(
                    EligibilityTopology.CUSTOMER_CONTACTS_STORE,
                    key,
                    KeySerdes.customer().serializer());
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

    private Found found(CustomerKey key, int partition) {
        ReadOnlyKeyValueStore<CustomerKey, StoredCustomerContacts> customers =
                store(EligibilityTopology.CUSTOMER_CONTACTS_STORE, partition);
        ReadOnlyKeyValueStore<CustomerKey, StoredEmailChoice> choices =
                store(EligibilityTopology.EMAIL_CHOICE_STORE, partition);
        ReadOnlyKeyValueStore<CustomerKey, StoredDirectMail> mails =
                store(EligibilityTopology.DIRECT_MAIL_STORE, partition);
        return new Found(
                CustomerMapper.fromStore(customers.get(key)),
                EmailChoiceMapper.fromStore(choices.get(key)),
                DirectMailMapper.fromStore(mails.get(key)));
    }

    private <K, V> ReadOnlyKeyValueStore<K, V> store(String name, int partition) {
        return customerLane.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition));
    }
}
