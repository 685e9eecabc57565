package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.whatif.Move;
import dev.greenlight.eligibility.domain.whatif.Moves;
import dev.greenlight.eligibility.domain.whatif.TextWeek;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who would join and who would leave.
 *
 * @param contacts how many addresses were looked at
 * @param audiences every audience of addresses
 * @param marketingTextHours when the members of the audience of marketing texts could be texted; missing unless other
 *     hours were asked about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WhatIfAnswer(
        long contacts, List<OfAudience> audiences, @Nullable TextHours marketingTextHours) {

    private static final int MOST_PLACES = 100;
    private static final double MINUTES_OF_AN_HOUR = 60;

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

    /**
     * A week of marketing texts.
     *
     * @param members how many would be in the audience
     * @param fewer how many of them could be texted for less time than as it is
     * @param more how many for more time
     * @param none how many not at all
     * @param places where the hours would be other ones, the most members first, a hundred at most
     */
    record TextHours(
            Instant from, Instant until, long members, long fewer, long more, long none, List<OfPlaces> places) {

        static TextHours of(TextWeek week) {
            return new TextHours(
                    week.from(),
                    week.from().plus(TextWeek.LENGTH),
                    sum(week, places -> true),
                    sum(week, places -> places.after().compareTo(places.before()) < 0),
                    sum(week, places -> places.after().compareTo(places.before()) > 0),
                    sum(week, places -> places.after().isZero()),
                    week.places().stream()
                            .filter(places -> !places.after().equals(places.before()))
                            .limit(MOST_PLACES)
                            .map(places -> new OfPlaces(
                                    places.states(), places.members(), hours(places.before()), hours(places.after())))
                            .toList());
        }

        private static long sum(TextWeek week, Predicate<TextWeek.OfPlaces> which) {
            return week.places().stream()
                    .filter(which)
                    .mapToLong(TextWeek.OfPlaces::members)
                    .sum();
        }

        private static double hours(Duration time) {
            return time.toMinutes() / MINUTES_OF_AN_HOUR;
        }
    }

    /**
     * @param states all those where the phone can be
     * @param hoursBefore of the week, as it is
     * @param hoursAfter as it would be
     */
    record OfPlaces(Set<String> states, long members, double hoursBefore, double hoursAfter) {}

    /** How far it is. */
    record Progress(long contacts, int partitions, int ofPartitions) {}

    static WhatIfAnswer of(WhatIf found, @Nullable TextWeek week) {
        return new WhatIfAnswer(
                found.contacts(),
                found.result().entrySet().stream()
                        .map(entry -> of(entry.getKey(), entry.getValue()))
                        .toList(),
                week == null ? null : TextHours.of(week));
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
