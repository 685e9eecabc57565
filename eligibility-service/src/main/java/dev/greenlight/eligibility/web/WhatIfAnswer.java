package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.whatif.Move;
import dev.greenlight.eligibility.domain.whatif.Moves;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Who would join and who would leave.
 *
 * @param contacts how many addresses were looked at
 * @param audiences every audience of addresses
 */
record WhatIfAnswer(long contacts, List<OfAudience> audiences) {

    private static final Comparator<Combination> MOST_FREQUENT_FIRST = Comparator.comparingLong(Combination::count)
            .reversed()
            .thenComparing(combination -> combination.reasons().toString());

    /**
     * @param before how many are in it today
     * @param after how many would be
     */
    record OfAudience(String audience, long before, long after, Movement joining, Movement leaving) {}

    /**
     * @param reasons for those who join, what is against them today; for those who leave, what would be; the most
     *     frequent first
     * @param samples some of them
     */
    record Movement(long count, List<Combination> reasons, List<Sample> samples) {}

    /** @param reasons all that hold together, in the order of the rules */
    record Combination(List<Exclusion> reasons, long count) {}

    record Sample(String customerId, String contactMethodId, String address, List<Exclusion> reasons) {}

    /** How far it is. */
    record Progress(long contacts, int partitions, int ofPartitions) {}

    static WhatIfAnswer of(WhatIf found) {
        return new WhatIfAnswer(
                found.contacts(),
                found.result().entrySet().stream()
                        .map(entry -> of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static OfAudience of(Audience audience, Moves moves) {
        return new OfAudience(
                audience.code(),
                moves.before(),
                moves.after(),
                movement(moves.joiningByReasons(), moves.someJoining()),
                movement(moves.leavingByReasons(), moves.someLeaving()));
    }

    private static Movement movement(Map<List<Exclusion>, Long> byReasons, List<Move> some) {
        List<Combination> reasons = byReasons.entrySet().stream()
                .map(entry -> new Combination(entry.getKey(), entry.getValue()))
                .sorted(MOST_FREQUENT_FIRST)
                .toList();
        return new Movement(
                reasons.stream().mapToLong(Combination::count).sum(),
                reasons,
                some.stream()
                        .map(move -> new Sample(
                                move.customerId(), move.contactMethodId(), move.address(), move.exclusions()))
                        .toList());
    }
}
