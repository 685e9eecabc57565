package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.NumbersByStatus;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.stored.StoredContactFacts;
import dev.greenlight.schemas.topic.EventTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lists the phone numbers of a company whose contacts are kept here, and says who keeps the others. */
public final class PhoneNumberQuery {

    private final KafkaStreams audienceLane;
    private final NumberIndex index;
    private final HostInfo self;
    private final int partitions;

    /**
     * @param audienceLane the running application
     * @param self the address under which the other instances know this one
     * @param partitions of its topics
     */
    public PhoneNumberQuery(KafkaStreams audienceLane, NumberIndex index, HostInfo self, int partitions) {
        this.audienceLane = audienceLane;
        this.index = index;
        this.self = self;
        this.partitions = partitions;
    }

    /**
     * What is asked for.
     *
     * @param status null for all of them
     * @param beginning of the numbers, with the plus sign, which alone stands for every number
     * @param after the number that the page before ended with; null for the first page
     * @param limit the most numbers to return
     */
    public record Question(
            String tenant,
            @Nullable ConsentStatus status,
            String beginning,
            @Nullable String after,
            int limit) {}

    /**
     * What an instance knows.
     *
     * @param numbers in the order of the numbers
     * @param counts of all numbers of each status
     */
    public record Numbers(List<Listed> numbers, Map<ConsentStatus, Long> counts) {}

    /** A number and what is known about it. */
    public record Listed(String number, ContactFacts facts) {}

    /** Empty while the state is being restored or moves. */
    public Optional<Numbers> here(Question question, Instant now) {
        Optional<Set<Integer>> kept = partitionsHere();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var numbers = new ArrayList<Listed>();
        Map<ConsentStatus, Long> counts = new EnumMap<>(ConsentStatus.class);
        try {
            for (int partition : kept.get()) {
                ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts = store(partition);
                NumbersByStatus known = index.numbers(partition, question.tenant(), contacts);
                known.page(question.status(), question.beginning(), question.after(), question.limit(), now)
                        .forEach(number -> numbers.add(new Listed(number, facts(contacts, question, number))));
                known.counts(now).forEach((status, count) -> counts.merge(status, count, Long::sum));
            }
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        }
        numbers.sort(Comparator.comparing(Listed::number));
        return Optional.of(new Numbers(numbers.subList(0, Math.min(question.limit(), numbers.size())), counts));
    }

    /** Who keeps the rest; empty while a partition moves and nobody can say. */
    public Optional<List<HostInfo>> others() {
        if (audienceLane.state() != KafkaStreams.State.RUNNING) {
            return Optional.empty();
        }
        Collection<StreamsMetadata> keepers =
                audienceLane.streamsMetadataForStore(EligibilityTopology.CONTACT_FACTS_STORE);
        var covered = new HashSet<Integer>();
        keepers.forEach(keeper -> covered.addAll(partitionsOf(keeper)));
        if (covered.size() != partitions) {
            return Optional.empty();
        }
        return Optional.of(keepers.stream()
                .filter(keeper -> !partitionsOf(keeper).isEmpty())
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self))
                .toList());
    }

    private Optional<Set<Integer>> partitionsHere() {
        if (audienceLane.state() != KafkaStreams.State.RUNNING) {
            return Optional.empty();
        }
        return audienceLane.streamsMetadataForStore(EligibilityTopology.CONTACT_FACTS_STORE).stream()
                .filter(keeper -> keeper.hostInfo().equals(self))
                .map(PhoneNumberQuery::partitionsOf)
                .findFirst()
                .or(() -> Optional.of(Set.of()));
    }

    private static Set<Integer> partitionsOf(StreamsMetadata keeper) {
        var numbers = new HashSet<Integer>();
        for (TopicPartition partition : keeper.topicPartitions()) {
            if (partition.topic().equals(EventTopic.CONSENT_STATE.name())) {
                numbers.add(partition.partition());
            }
        }
        return numbers;
    }

    private static ContactFacts facts(
            ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> contacts, Question question, String number) {
        return ContactFactsMapper.fromStore(contacts.get(new ContactKey(question.tenant(), number)))
                .facts();
    }

    private ReadOnlyKeyValueStore<ContactKey, StoredContactFacts> store(int partition) {
        return audienceLane.store(StoreQueryParameters.fromNameAndType(
                        EligibilityTopology.CONTACT_FACTS_STORE,
                        QueryableStoreTypes.<ContactKey, StoredContactFacts>keyValueStore())
                .withPartition(partition));
    }
}
