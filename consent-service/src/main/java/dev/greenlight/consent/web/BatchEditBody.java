package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEdit.Run;
import dev.greenlight.consent.domain.edit.EditCounts;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.Selection;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edit as the office sees it.
 *
 * @param preferences that are on afterwards; all others are off
 * @param applied null before somebody has asked for it
 * @param undone null before somebody has asked for it
 */
record BatchEditBody(
        String editId,
        String state,
        SelectionBody selection,
        List<Preference> preferences,
        Progress progress,
        ChangesBody preview,
        @Nullable ChangesBody applied,
        @Nullable UndoBody undone) {

    /** Whom an edit is about. */
    record SelectionBody(
            boolean all,
            List<String> customerIds,
            @Nullable CustomerType customerType,
            @Nullable Boolean active,
            List<String> tags) {

        static SelectionBody of(Selection selection) {
            return new SelectionBody(
                    selection.equals(Selection.EVERYBODY),
                    selection.customerIds(),
                    selection.type(),
                    selection.active(),
                    selection.tags());
        }
    }

    /**
     * How far the newest run is.
     *
     * @param customers met so far
     */
    record Progress(int parts, int partsDone, long customers) {}

    /**
     * What a run counts.
     *
     * @param loses how many customers lose which preference
     * @param gains how many customers gain which preference
     */
    record ChangesBody(
            Instant askedAt,
            String askedBy,
            long selected,
            long changed,
            long unchanged,
            long refused,
            Map<Preference, Long> loses,
            Map<Preference, Long> gains) {

        static ChangesBody of(Run run) {
            EditCounts counts = run.counts();
            return new ChangesBody(
                    run.askedAt(),
                    run.askedBy(),
                    counts.selected(),
                    counts.changed(),
                    counts.selected() - counts.changed() - counts.refused(),
                    counts.refused(),
                    sorted(counts.lost()),
                    sorted(counts.gained()));
        }
    }

    /**
     * What an undo counts.
     *
     * @param restored who got something back
     * @param kept of whom something stays as it is, because somebody has spoken since; as yet, while it runs
     */
    record UndoBody(
            Instant askedAt,
            String askedBy,
            long restored,
            long kept,
            Map<Preference, Long> regained,
            Map<Preference, Long> lostAgain) {

        static UndoBody of(Run run, Run applied) {
            EditCounts counts = run.counts();
            long editedSince = applied.counts().changed() - counts.selected();
            return new UndoBody(
                    run.askedAt(),
                    run.askedBy(),
                    counts.changed(),
                    counts.kept() + counts.refused() + editedSince,
                    sorted(counts.gained()),
                    sorted(counts.lost()));
        }
    }

    static BatchEditBody of(String editId, BatchEdit edit) {
        Run newest = edit.newest();
        Run applied = edit.run(Phase.APPLY);
        Run undone = edit.run(Phase.UNDO);
        return new BatchEditBody(
                editId,
                edit.state().name(),
                SelectionBody.of(edit.selection()),
                edit.on().stream().sorted().toList(),
                new Progress(edit.parts(), newest.partsDone(), newest.counts().selected()),
                ChangesBody.of(edit.runs().getFirst()),
                applied == null ? null : ChangesBody.of(applied),
                undone == null || applied == null ? null : UndoBody.of(undone, applied));
    }

    private static Map<Preference, Long> sorted(Map<Preference, Long> counts) {
        Map<Preference, Long> sorted = new EnumMap<>(Preference.class);
        sorted.putAll(counts);
        return sorted;
    }
}
