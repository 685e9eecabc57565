package dev.greenlight.eligibility.domain.whatif;

import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many would join an audience, stay in it and leave it, and some of them by name. */
public final class Moves {

    private final int samples;
    private final Direction joining = new Direction();
    private final Direction leaving = new Direction();
    private long staying;

    /** @param samples the most to remember by name of those who join, and of those who leave */
    public Moves(int samples) {
        this.samples = samples;
    }

    /** Those who go one way. */
    private final class Direction {

        private final Map<List<Exclusion>, Long> byReasons = new HashMap<>();
        private final List<Move> some = new ArrayList<>();

        private void count(List<Exclusion> reasons, long more) {
            byReasons.merge(reasons, more, Long::sum);
        }

        private void show(List<Move> moves) {
            some.addAll(moves.subList(0, Math.clamp(samples - some.size(), 0, moves.size())));
        }

        private long sum() {
            return byReasons.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public void stays(long more) {
        staying += more;
    }

    /** @param reasons every reason that is against them today */
    public void joins(List<Exclusion> reasons, long more) {
        joining.count(reasons, more);
    }

    /** @param reasons every reason that would be against them then */
    public void leaves(List<Exclusion> reasons, long more) {
        leaving.count(reasons, more);
    }

    void joins(Move move) {
        joins(move.exclusions(), 1);
        showJoining(List.of(move));
    }

    void leaves(Move move) {
        leaves(move.exclusions(), 1);
        showLeaving(List.of(move));
    }

    /** Remembers some of those who join, who have been counted or will be. */
    public void showJoining(List<Move> moves) {
        joining.show(moves);
    }

    /** Remembers some of those who leave, who have been counted or will be. */
    public void showLeaving(List<Move> moves) {
        leaving.show(moves);
    }

    /** Those of another part of the company's contacts. */
    void add(Moves other) {
        stays(other.staying);
        other.joining.byReasons.forEach(joining::count);
        other.leaving.byReasons.forEach(leaving::count);
        joining.show(other.joining.some);
        leaving.show(other.leaving.some);
    }

    public long staying() {
        return staying;
    }

    /** How many are in the audience today. */
    public long before() {
        return staying + leaving.sum();
    }

    /** How many would be in it. */
    public long after() {
        return staying + joining.sum();
    }

    /** By all reasons together that are against them today. */
    public Map<List<Exclusion>, Long> joiningByReasons() {
        return Map.copyOf(joining.byReasons);
    }

    /** By all reasons together that would be against them. */
    public Map<List<Exclusion>, Long> leavingByReasons() {
        return Map.copyOf(leaving.byReasons);
    }

    public List<Move> someJoining() {
        return List.copyOf(joining.some);
    }

    public List<Move> someLeaving() {
        return List.copyOf(leaving.some);
    }
}
