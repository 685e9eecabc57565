package dev.greenlight.eligibility.domain.whatif;

import dev.greenlight.eligibility.domain.contact.Hash64;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which email address each customer is written to and would be: the first that may. Addresses are met in any order and
 * in many places, so that of each customer the first so far is remembered, today's and then's, in 32 bytes: customers
 * and addresses as hashes of 64 and 48 bits. Two customers of a million are taken for one with a chance of one in
 * thirty million.
 */
public final class FirstEmails {

    /** No address; behind all that there are. */
    private static final long NONE = Long.MAX_VALUE;

    /** For an address that may be written to in both cases. */
    private static final int NO_REASON = -1;

    private static final int SMALLEST = 16;
    private static final int ADDRESS_BITS = 48;
    private static final int MOST_POSITIONS = (1 << Long.SIZE - ADDRESS_BITS - 1) - 1;

    private final int pool;
    private final List<List<Exclusion>> reasons = new ArrayList<>();
    private final List<Move> candidates = new ArrayList<>();
    /** Zero in a slot that is free. */
    private long[] customers = new long[SMALLEST];

    private long[] before = new long[SMALLEST];
    private long[] after = new long[SMALLEST];
    private int[] againstThen = new int[SMALLEST];
    private int[] againstNow = new int[SMALLEST];
    private int known;

    /** @param pool the most addresses to remember by name, of those that can come to be one that moves */
    public FirstEmails(int pool) {
        this.pool = pool;
    }

    /**
     * What is known of one customer.
     *
     * @param customer its hash
     * @param before the place and hash of the first address that may be written to today; {@link Long#MAX_VALUE} for none
     * @param after the same then
     * @param againstThen the number of the reasons that would be against the address of today; -1 where there are none
     * @param againstNow the number of the reasons that are against the address of then; -1 where there are none
     */
    public record Entry(long customer, long before, long after, int againstThen, int againstNow) {}

    void add(String address, Holder holder, Eligibility today, Eligibility then) {
        boolean may = today.isEligible();
        boolean might = then.isEligible();
        if (!may && !might) {
            return;
        }
        int position = holder.method().position();
        if (candidates.size() < pool && (may != might || position > 0)) {
            candidates.add(new Move(
                    holder.customerId(),
                    holder.method().contactMethodId(),
                    address,
                    may ? then.exclusions() : today.exclusions()));
        }
        long place = place(position, address);
        merge(new Entry(
                Hash64.of(holder.customerId()),
                may ? place : NONE,
                might ? place : NONE,
                might ? NO_REASON : number(then.exclusions()),
                may ? NO_REASON : number(today.exclusions())));
    }

    /** Those of another part of the company's contacts. */
    void add(FirstEmails other) {
        int[] numbers = other.reasons.stream().mapToInt(this::number).toArray();
        other.forEach(entry -> merge(new Entry(
                entry.customer(),
                entry.before(),
                entry.after(),
                entry.againstThen() == NO_REASON ? NO_REASON : numbers[entry.againstThen()],
                entry.againstNow() == NO_REASON ? NO_REASON : numbers[entry.againstNow()])));
        candidates.addAll(other.candidates);
    }

    /** Shows what is known of each customer. */
    public void forEach(Consumer<Entry> reader) {
        for (int slot = 0; slot < customers.length; slot++) {
            if (customers[slot] != 0) {
                reader.accept(entry(slot));
            }
        }
    }

    /** How many customers something is known of. */
    public int size() {
        return known;
    }

    /** All reasons together, by number. */
    public List<List<Exclusion>> reasons() {
        return List.copyOf(reasons);
    }

    /** Addresses that can come to be one that moves, with what is against them in one of the two cases. */
    public List<Move> candidates() {
        return List.copyOf(candidates);
    }

    /** Puts together again what another instance knows. */
    public static FirstEmails of(Iterable<Entry> entries, List<List<Exclusion>> reasons, List<Move> candidates) {
        var emails = new FirstEmails(candidates.size());
        emails.reasons.addAll(reasons);
        entries.forEach(emails::merge);
        emails.candidates.addAll(candidates);
        return emails;
    }

    /** Who moves, when every address has been added. */
    Moves moves(int samples) {
        var moves = new Moves(samples);
        forEach(entry -> count(entry, moves));
        for (Move candidate : candidates) {
            show(candidate, moves);
        }
        return moves;
    }

    private void count(Entry entry, Moves moves) {
        if (entry.before() == entry.after()) {
            moves.stays(1);
            return;
        }
        if (entry.before() != NONE) {
            moves.leaves(reasonsOf(entry.againstThen()), 1);
        }
        if (entry.after() != NONE) {
            moves.joins(reasonsOf(entry.againstNow()), 1);
        }
    }

    private void show(Move candidate, Moves moves) {
        Entry entry = entry(slotOf(Hash64.of(candidate.customerId())));
        if (entry.before() == entry.after()) {
            return;
        }
        if (isOf(candidate, entry.before())) {
            moves.showLeaving(List.of(because(candidate, entry.againstThen())));
        } else if (isOf(candidate, entry.after())) {
            moves.showJoining(List.of(because(candidate, entry.againstNow())));
        }
    }

    private Move because(Move candidate, int number) {
        return new Move(candidate.customerId(), candidate.contactMethodId(), candidate.address(), reasonsOf(number));
    }

    private static boolean isOf(Move candidate, long place) {
        return place != NONE && addressOf(place) == addressOf(Hash64.of(candidate.address()));
    }

    /** An address that may be written to and is not, or not any more, has another one before it. */
    private List<Exclusion> reasonsOf(int number) {
        return number == NO_REASON ? List.of(Exclusion.OTHER_EMAIL_FIRST) : reasons.get(number);
    }

    private Entry entry(int slot) {
        return new Entry(customers[slot], before[slot], after[slot], againstThen[slot], againstNow[slot]);
    }

    private void merge(Entry entry) {
        if (known * 2 >= customers.length) {
            grow();
        }
        int slot = slotOf(entry.customer());
        if (customers[slot] == 0) {
            customers[slot] = entry.customer();
            before[slot] = NONE;
            after[slot] = NONE;
            known++;
        }
        if (entry.before() < before[slot]) {
            before[slot] = entry.before();
            againstThen[slot] = entry.againstThen();
        }
        if (entry.after() < after[slot]) {
            after[slot] = entry.after();
            againstNow[slot] = entry.againstNow();
        }
    }

    private int slotOf(long customer) {
        int slot = (int) customer & customers.length - 1;
        while (customers[slot] != 0 && customers[slot] != customer) {
            slot = slot + 1 & customers.length - 1;
        }
        return slot;
    }

    private void grow() {
        var all = new ArrayList<Entry>(known);
        forEach(all::add);
        int size = customers.length * 2;
        customers = new long[size];
        before = new long[size];
        after = new long[size];
        againstThen = new int[size];
        againstNow = new int[size];
        known = 0;
        all.forEach(this::merge);
    }

    private int number(List<Exclusion> exclusions) {
        int number = reasons.indexOf(exclusions);
        if (number < 0) {
            reasons.add(exclusions);
            number = reasons.size() - 1;
        }
        return number;
    }

    /** In the order of the record. */
    private static long place(int position, String address) {
        return (long) Math.min(position, MOST_POSITIONS) << ADDRESS_BITS | addressOf(Hash64.of(address));
    }

    private static long addressOf(long place) {
        return place & (1L << ADDRESS_BITS) - 1;
    }
}
