package dev.greenlight.eligibility.topology;

import static dev.greenlight.schemas.topic.EventTopic.AUDIENCE_DIRECT_MAIL;
import static dev.greenlight.schemas.topic.EventTopic.MEMBERSHIP_CHANGED;

import dev.greenlight.eligibility.domain.audience.DirectMailDifference;
import dev.greenlight.eligibility.domain.contact.CustomerKey;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.schemas.audience.DirectMailMember;
import dev.greenlight.schemas.audience.MembershipChanged;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.serde.EventSerde;
import dev.greenlight.schemas.serde.FactKeys;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** The steps of the customer lane from customer records to the audience of post. */
final class DirectMailSteps {

    private final Map<String, ?> serdeSettings;

    /**
     * @param serdeSettings the settings of {@link EventSerde}
     */
    DirectMailSteps(Map<String, ?> serdeSettings) {
        this.serdeSettings = serdeSettings;
    }

    /** In the tasks of the customers; the store and that of the process id are there. */
    void addTo(KStream<CustomerKey, CustomerState> customers, String processIdStore) {
        KStream<CustomerKey, DirectMailDifference> differences = customers.process(
                DirectMailProcessor::new,
                Named.as("decide-direct-mail"),
                EligibilityTopology.DIRECT_MAIL_STORE,
                processIdStore);
        Serde<DirectMailMember> members = EventSerde.configured(serdeSettings);
        differences
                .mapValues(DirectMailMapper::toMember, Named.as("show-direct-mail"))
                .to(
                        AUDIENCE_DIRECT_MAIL.name(),
                        Produced.with(KeySerdes.customer(), members).withName("publish-direct-mail"));
        Serde<MembershipChanged> facts = EventSerde.configured(serdeSettings);
        differences
                .filterNot(
                        (customer, difference) -> difference instanceof DirectMailDifference.Renewed,
                        Named.as("select-direct-mail-joined-or-left"))
                .mapValues(DirectMailMapper::toFact, Named.as("tell-direct-mail-membership-changed"))
                .to(
                        MEMBERSHIP_CHANGED.name(),
                        Produced.with(FactKeys.of(KeySerdes.customer()), facts)
                                .withName("publish-direct-mail-membership-changed"));
    }
}
