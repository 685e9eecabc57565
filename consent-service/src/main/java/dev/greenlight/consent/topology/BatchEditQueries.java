package dev.greenlight.consent.topology;

import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.PreferenceChange;
import dev.greenlight.consent.stored.StoredBatchEditStep;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredEdited;
import dev.greenlight.consent.topology.Located.Elsewhere;
import dev.greenlight.consent.topology.Located.Here;
import dev.greenlight.consent.topology.Located.Nowhere;
import dev.greenlight.schemas.topic.PrivateTopic;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Looks up batch edits and what they do to whom, part by part, or says which instance can. */
public final class BatchEditQueries {

    private final StateQueries queries;
    private final StreamsLane officeLane;
    private final HostInfo self;
    private final int parts;

    /**
     * @param self where other instances reach this one
     * @param parts over how many partitions the customers are spread
     */
    public BatchEditQueries(StateQueries queries, StreamsLane officeLane, HostInfo self, int parts) {
        this.queries = queries;
        this.officeLane = officeLane;
        this.self = self;
        this.parts = parts;
    }

    /**
     * Where to go on reading.
     *
     * @param part from 0
     * @param after the last customer that was read in it; empty for its first
     */
    public record Place(int part, String after) {

        public static final Place FIRST = new Place(0, "");
    }

    /** An edit and its id. */
    public record KnownEdit(String editId, BatchEdit edit) {}

    /** What an edit does to a customer, or has done and can undo. */
    public record EditedCustomer(String customerId, List<PreferenceChange> changes) {}

    /**
     * Some customers.
     *
     * @param next where the others are, or null after the last; a page may be empty before that
     */
    public record Page(
            List<EditedCustomer> customers, @Nullable Place next) {}

    /** Over how many partitions the customers are spread. */
    public int parts() {
        return parts;
    }

    public Located<BatchEdit> edit(String tenant, String editId) {
        return queries.batchEdit(tenant, editId);
    }

    /** The edits of a company, the newest first. */
    public Located<List<KnownEdit>> edits(String tenant, int most) {
        return queries.batchEdits(tenant, most);
    }

    /**
     * Those whom an edit changes: before it is applied, who would be changed as they are now; from then on, who was and
     * would get something back. Found is null where there is no such edit.
     *
     * @param most the most customers to return
     */
    public Located<Page> customers(String tenant, String editId, Place from, int most) {
        try {
            HostInfo owner = owner(from.part());
            if (owner == null) {
                return from.part() < parts ? new Nowhere<>() : new Here<>(null);
            }
            if (!owner.equals(self)) {
                return new Elsewhere<>(owner.host(), owner.port());
            }
            StoredBatchEditStep step = this.<StoredBatchEditStep>store(ConsentTopology.EDITS_AT_HAND_STORE, from.part())
                    .get(CompanyEdits.key(tenant, editId));
            if (step == null) {
                return new Here<>(null);
            }
            ReadOnlyKeyValueStore<String, StoredCustomer> customers =
                    store(ConsentTopology.CUSTOMER_STORE, from.part());
            ReadOnlyKeyValueStore<String, StoredEdited> edited = store(ConsentTopology.EDITED_STORE, from.part());
            return new Here<>(new BatchEditReader(step, customers, edited).read(from, most, parts));
        } catch (InvalidStateStoreException e) {
            return new Nowhere<>();
        }
    }

    private @Nullable HostInfo owner(int part) {
        var customers = new TopicPartition(PrivateTopic.CUSTOMER_COMMAND.name(), part);
        for (StreamsMetadata instance : officeLane.streams().streamsMetadataForStore(ConsentTopology.CUSTOMER_STORE)) {
            if (instance.topicPartitions().contains(customers)) {
                return instance.hostInfo();
            }
        }
        return null;
    }

    private <V> ReadOnlyKeyValueStore<String, V> store(String name, int part) {
        return officeLane
                .streams()
                .store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())
                        .withPartition(part));
    }
}
