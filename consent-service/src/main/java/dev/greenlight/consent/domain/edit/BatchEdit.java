package dev.greenlight.consent.domain.edit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An edit that replaces the preferences of many customers, and how far it has come. The customers are spread over parts,
 * each of which works on its own and reports.
 *
 * @param selection whom it is about
 * @param on the preferences that are on afterwards; all others are off
 * @param parts how many there are
 * @param runs in the order in which they were asked for, the preview first
 */
public record BatchEdit(Selection selection, Set<Preference> on, int parts, List<Run> runs) {

    public BatchEdit {
        on = on.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(on));
        runs = List.copyOf(runs);
    }

    /** What is done with the customers, one by one. */
    public enum Phase {
        /** Counted only. */
        PREVIEW,
        /** Changed. */
        APPLY,
        /** Given back what the edit changed. */
        UNDO
    }

    /** How far an edit has come. */
    public enum State {
        PREVIEWING,
        PREVIEWED,
        APPLYING,
        APPLIED,
        UNDOING,
        UNDONE
    }

    /**
     * What a part has done so far in a run.
     *
     * @param done whether it has met all of its customers
     */
    public record Report(boolean done, EditCounts counts) {}

    /**
     * One way through all customers.
     *
     * @param askedAt when it was asked for
     * @param askedBy who asked for it
     * @param reports the last of each part that has begun, by its number from 0
     */
    public record Run(Phase phase, Instant askedAt, String askedBy, Map<Integer, Report> reports) {

        public Run {
            reports = Map.copyOf(reports);
        }

        public EditCounts counts() {
            return reports.values().stream().map(Report::counts).reduce(EditCounts.NONE, EditCounts::plus);
        }

        public int partsDone() {
            return (int) reports.values().stream().filter(Report::done).count();
        }
    }

    public Run newest() {
        return runs.getLast();
    }

    /** @return null while that has not been asked for */
    public @Nullable Run run(Phase phase) {
        for (Run run : runs) {
            if (run.phase() == phase) {
                return run;
            }
        }
        return null;
    }

    /** Whether customers are being met. */
    public boolean isUnderWay() {
        return newest().partsDone() < parts;
    }

    /** Whether it has come to where a run can begin, as far as it alone decides. */
    public boolean isReadyFor(Phase phase) {
        return state() == (phase == Phase.UNDO ? State.APPLIED : State.PREVIEWED);
    }

    public State state() {
        boolean done = !isUnderWay();
        return switch (newest().phase()) {
            case PREVIEW -> done ? State.PREVIEWED : State.PREVIEWING;
            case APPLY -> done ? State.APPLIED : State.APPLYING;
            case UNDO -> done ? State.UNDONE : State.UNDOING;
        };
    }
}
