package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.Member;
import dev.greenlight.eligibility.domain.audience.MemberPlace;
import dev.greenlight.eligibility.mapping.ContactFactsMapper;
import dev.greenlight.eligibility.mapping.DirectMailMapper;
import dev.greenlight.eligibility.mapping.EmailChoiceMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Lists the members of an audience that are kept here, and says who keeps the others. */
public final class MemberQuery {

    /** Records that one page looks at, so that no page takes long, however few members there are. */
    static final int MOST_RECORDS = 20_000;

    /** By the name of the audience. */
    private final Map<String, MemberStore<?, ?>> byAddress = new HashMap<>();

    private final Map<String, MemberStore<?, ?>> byCustomer = new HashMap<>();

    /** @param stores of both lanes */
    public MemberQuery(LaneStores stores) {
        for (Audience audience : Audience.values()) {
            byAddress.put(
                    audience.code(),
                    new MemberStore<>(
                            stores.contacts(),
                            (key, facts) -> Member.of(key.address(), ContactFactsMapper.fromStore(facts), audience)));
        }
        // chosen by customer, and so not known where the addresses are
        byAddress.remove(Audience.EMAIL_MARKETING.code());
        byCustomer.put(
                Audience.EMAIL_MARKETING.code(),
                new MemberStore<>(
                        stores.emailChoices(),
                        (key, choice) -> Member.of(key.customerId(), EmailChoiceMapper.fromStore(choice))));
        byCustomer.put(
                DirectMail.CODE,
                new MemberStore<>(
                        stores.directMail(),
                        (key, mail) -> Member.of(key.customerId(), DirectMailMapper.fromStore(mail))));
    }

    /**
     * What is asked for.
     *
     * @param audience the name of one that is known
     * @param after where the page before ended; null for the first page
     * @param limit the most members to return
     */
    public record Question(
            String tenant, String audience, @Nullable MemberPlace after, int limit) {}

    /**
     * What an instance knows.
     *
     * @param members in the order of their places
     * @param reached how far it has looked; null to the end
     */
    public record Members(List<Member> members, @Nullable MemberPlace reached) {}

    /** Whether there is an audience of this name. */
    public boolean isKnown(String audience) {
        return byAddress.containsKey(audience) || byCustomer.containsKey(audience);
    }

    /** Where a member stands in the list of the audience. */
    public MemberPlace placeOf(String audience, @Nullable String address, String customerId) {
        return new MemberPlace(address == null || byCustomer.containsKey(audience) ? customerId : address, customerId);
    }

    /** Empty while the state is being restored or moves. */
    public Optional<Members> here(Question question) {
        return here(question, store(question.audience()));
    }

    /** Who keeps the rest; empty while a partition moves and nobody can say. */
    public Optional<List<HostInfo>> others(String audience) {
        return store(audience).records().keepers().others();
    }

    private MemberStore<?, ?> store(String audience) {
        MemberStore<?, ?> store = byCustomer.containsKey(audience) ? byCustomer.get(audience) : byAddress.get(audience);
        if (store == null) {
            throw new IllegalArgumentException("There is no audience of this name");
        }
        return store;
    }

    private <K, V> Optional<Members> here(Question question, MemberStore<K, V> kind) {
        CompanyRecords<K, V> records = kind.records();
        Optional<Set<Integer>> kept = records.kept();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var walks = new ArrayList<PartitionWalk<K, V>>();
        try {
            String from = question.after() == null ? "" : question.after().key();
            for (int partition : kept.get()) {
                walks.add(records.walk(partition, question.tenant(), from));
            }
            Members members = merge(question, kind, walks);
            // a store that was closed meanwhile has looked empty
            return records.keepers().here().equals(kept) ? Optional.of(members) : Optional.empty();
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        } finally {
            walks.forEach(PartitionWalk::close);
        }
    }

    private static <K, V> Members merge(Question question, MemberStore<K, V> kind, List<PartitionWalk<K, V>> walks) {
        var next = new PriorityQueue<PartitionWalk<K, V>>(
                Comparator.comparing(PartitionWalk::text, MemberPlace.KEY_ORDER));
        for (PartitionWalk<K, V> walk : walks) {
            if (walk.advance()) {
                next.add(walk);
            }
        }
        var members = new ArrayList<Member>();
        MemberPlace last = null;
        for (int looked = 1; !next.isEmpty(); looked++) {
            PartitionWalk<K, V> walk = next.remove();
            String text = walk.text();
            for (Member member : kind.members().apply(walk.record().key, walk.record().value)) {
                var place = new MemberPlace(text, member.customerId());
                if (question.after() == null || place.compareTo(question.after()) > 0) {
                    if (members.size() == question.limit()) {
                        return new Members(members, last);
                    }
                    members.add(member);
                    last = place;
                }
            }
            if (walk.advance()) {
                next.add(walk);
            }
            if (looked == MOST_RECORDS && !next.isEmpty()) {
                return new Members(members, MemberPlace.behind(text));
            }
        }
        return new Members(members, null);
    }
}
