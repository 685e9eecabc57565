package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.eligibility.stored.StoredCustomerEstimates;
import dev.greenlight.eligibility.stored.StoredDirectMail;
import dev.greenlight.eligibility.stored.StoredEmailChoice;
import dev.greenlight.schemas.topic.EventTopic;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** The stores of both running lanes, for questions about everybody of a company. */
public final class LaneStores {

    private final HostInfo self;
    private final int partitions;
    private final boolean copiesKeys;
    private final CompanyRecords<ContactKey, StoredContactFacts> contacts;
    private final CompanyRecords<CustomerKey, StoredEmailChoice> emailChoices;
    private final CompanyRecords<CustomerKey, StoredDirectMail> directMail;
    private final CompanyRecords<CustomerKey, StoredCustomerEstimates> estimates;

    /**
     * @param audienceLane the running application of the addresses
     * @param customerLane that of the customers
     * @param self the address under which the other instances know this one
     * @param partitions of their topics
     * @param location where the stores are
     */
    public LaneStores(
            KafkaStreams audienceLane,
            KafkaStreams customerLane,
            HostInfo self,
            int partitions,
            StoreLocation location) {
        this.self = self;
        this.partitions = partitions;
        this.copiesKeys = location == StoreLocation.MEMORY;
        this.contacts = new CompanyRecords<>(
                keepers(audienceLane, EligibilityTopology.CONTACT_FACTS_STORE, EventTopic.CONSENT_STATE),
                ContactKey::new,
                ContactKey::address,
                new KeyFences(),
                copiesKeys);
        this.emailChoices = ofCustomers(customerLane, EligibilityTopology.EMAIL_CHOICE_STORE);
        this.directMail = ofCustomers(customerLane, EligibilityTopology.DIRECT_MAIL_STORE);
        this.estimates = ofCustomers(customerLane, EligibilityTopology.CUSTOMER_ESTIMATES_STORE);
    }

    CompanyRecords<ContactKey, StoredContactFacts> contacts() {
        return contacts;
    }

    CompanyRecords<CustomerKey, StoredEmailChoice> emailChoices() {
        return emailChoices;
    }

    CompanyRecords<CustomerKey, StoredDirectMail> directMail() {
        return directMail;
    }

    CompanyRecords<CustomerKey, StoredCustomerEstimates> estimates() {
        return estimates;
    }

    private <V> CompanyRecords<CustomerKey, V> ofCustomers(KafkaStreams lane, String store) {
        return new CompanyRecords<>(
                keepers(lane, store, EventTopic.CUSTOMER_STATE),
                CustomerKey::new,
                CustomerKey::customerId,
                new KeyFences(),
                copiesKeys);
    }

    private PartitionKeepers keepers(KafkaStreams lane, String store, EventTopic<?> topic) {
        return new PartitionKeepers(lane, store, topic.name(), self, partitions);
    }
}
