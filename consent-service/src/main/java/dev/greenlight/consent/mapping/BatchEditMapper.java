package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.edit.BatchEdit;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEdit.Report;
import dev.greenlight.consent.domain.edit.BatchEdit.Run;
import dev.greenlight.consent.domain.edit.BatchEditCommand;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Begin;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Proceed;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Progress;
import dev.greenlight.consent.domain.edit.EditCounts;
import dev.greenlight.consent.domain.edit.Preference;
import dev.greenlight.consent.domain.edit.Selection;
import dev.greenlight.consent.stored.StoredBatchEdit;
import dev.greenlight.consent.stored.StoredBatchEditCommand;
import dev.greenlight.consent.stored.StoredBatchEditKind;
import dev.greenlight.consent.stored.StoredBatchEditStep;
import dev.greenlight.consent.stored.StoredEditCounts;
import dev.greenlight.consent.stored.StoredEditPhase;
import dev.greenlight.consent.stored.StoredEditRun;
import dev.greenlight.consent.stored.StoredPartReport;
import dev.greenlight.consent.stored.StoredPreference;
import dev.greenlight.consent.stored.StoredSelection;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Batch edits, what is asked for about them and how far they have come, to the domain and back. */
public final class BatchEditMapper {

    private BatchEditMapper() {}

    /** @param stored null where there is no such edit */
    public static @Nullable BatchEdit fromStored(@Nullable StoredBatchEdit stored) {
        return stored == null
                ? null
                : new BatchEdit(
                        fromStored(stored.getSelection()),
                        preferences(stored.getPreferences()),
                        stored.getParts(),
                        stored.getRuns().stream()
                                .map(BatchEditMapper::fromStored)
                                .toList());
    }

    public static StoredBatchEdit toStored(BatchEdit edit) {
        return new StoredBatchEdit(
                toStored(edit.selection()),
                toStored(edit.on()),
                edit.parts(),
                edit.runs().stream().map(BatchEditMapper::toStored).toList());
    }

    public static BatchEditCommand fromStored(StoredBatchEditCommand stored) {
        return switch (stored.getKind()) {
            case BEGIN ->
                new Begin(
                        stored.getCommandId(),
                        stored.getAskedAt(),
                        stored.getAskedBy(),
                        fromStored(Objects.requireNonNull(stored.getSelection(), "an edit is about somebody")),
                        preferences(stored.getPreferences()),
                        stored.getParts());
            case PROCEED ->
                new Proceed(
                        stored.getCommandId(), stored.getAskedAt(), stored.getAskedBy(), fromStored(stored.getPhase()));
            case PROGRESS -> {
                StoredPartReport report = Objects.requireNonNull(stored.getReport(), "progress is a report");
                yield new Progress(fromStored(stored.getPhase()), report.getPart(), fromStored(report));
            }
            case UNKNOWN -> throw newerVersion();
        };
    }

    public static StoredBatchEditCommand toStored(String tenant, String editId, Begin begin) {
        return command(tenant, editId)
                .setCommandId(begin.commandId())
                .setKind(StoredBatchEditKind.BEGIN)
                .setPhase(StoredEditPhase.PREVIEW)
                .setAskedAt(begin.askedAt())
                .setAskedBy(begin.askedBy())
                .setSelection(toStored(begin.selection()))
                .setPreferences(toStored(begin.on()))
                .setParts(begin.parts())
                .build();
    }

    public static StoredBatchEditCommand toStored(String tenant, String editId, Proceed proceed) {
        return command(tenant, editId)
                .setCommandId(proceed.commandId())
                .setKind(StoredBatchEditKind.PROCEED)
                .setPhase(toStored(proceed.phase()))
                .setAskedAt(proceed.askedAt())
                .setAskedBy(proceed.askedBy())
                .build();
    }

    /** What a part tells after a step. */
    public static StoredBatchEditCommand progress(StoredBatchEditStep step, boolean done, EditCounts counts) {
        return command(step.getTenant(), step.getEditId())
                .setKind(StoredBatchEditKind.PROGRESS)
                .setPhase(step.getPhase())
                .setAskedAt(step.getAskedAt())
                .setReport(new StoredPartReport(step.getPart(), done, toStored(counts)))
                .build();
    }

    /** The beginning of the newest run of an edit, in one of its parts. */
    public static StoredBatchEditStep firstStep(String tenant, String editId, BatchEdit edit, int part) {
        Run run = edit.newest();
        return new StoredBatchEditStep(
                tenant,
                editId,
                toStored(run.phase()),
                part,
                toStored(edit.selection()),
                toStored(edit.on()),
                run.askedAt(),
                run.askedBy(),
                "",
                toStored(EditCounts.NONE));
    }

    /** @param after the last customer that was met */
    public static StoredBatchEditStep nextStep(StoredBatchEditStep step, String after, EditCounts counts) {
        return StoredBatchEditStep.newBuilder(step)
                .setAfter(after)
                .setCounts(toStored(counts))
                .build();
    }

    public static Selection fromStored(StoredSelection stored) {
        return new Selection(
                stored.getCustomerIds(),
                stored.getCustomerType() == null ? null : CustomerMapper.toType(stored.getCustomerType()),
                stored.getActive(),
                stored.getTags());
    }

    public static Set<Preference> preferences(Collection<StoredPreference> stored) {
        Set<Preference> preferences = EnumSet.noneOf(Preference.class);
        stored.forEach(preference -> preferences.add(EditedMapper.fromStored(preference)));
        return preferences;
    }

    public static EditCounts fromStored(StoredEditCounts stored) {
        return new EditCounts(
                stored.getSelected(),
                stored.getChanged(),
                stored.getRefused(),
                stored.getKept(),
                counts(stored.getLost()),
                counts(stored.getGained()));
    }

    private static StoredBatchEditCommand.Builder command(String tenant, String editId) {
        return StoredBatchEditCommand.newBuilder()
                .setCommandId("")
                .setTenant(tenant)
                .setEditId(editId)
                .setAskedBy("");
    }

    private static Run fromStored(StoredEditRun stored) {
        Map<Integer, Report> reports = new HashMap<>();
        stored.getReports().forEach(report -> reports.put(report.getPart(), fromStored(report)));
        return new Run(fromStored(stored.getPhase()), stored.getAskedAt(), stored.getAskedBy(), reports);
    }

    private static StoredEditRun toStored(Run run) {
        // in one order, so that the same state is the same bytes
        List<StoredPartReport> reports = new TreeMap<>(run.reports())
                .entrySet().stream()
                        .map(report -> new StoredPartReport(
                                report.getKey(),
                                report.getValue().done(),
                                toStored(report.getValue().counts())))
                        .toList();
        return new StoredEditRun(toStored(run.phase()), run.askedAt(), run.askedBy(), reports);
    }

    private static Report fromStored(StoredPartReport stored) {
        return new Report(stored.getDone(), fromStored(stored.getCounts()));
    }

    private static StoredSelection toStored(Selection selection) {
        return new StoredSelection(
                selection.customerIds(),
                selection.type() == null ? null : CustomerMapper.toStored(selection.type()),
                selection.active(),
                selection.tags());
    }

    private static List<StoredPreference> toStored(Set<Preference> preferences) {
        return preferences.stream().sorted().map(EditedMapper::toStored).toList();
    }

    private static StoredEditCounts toStored(EditCounts counts) {
        return new StoredEditCounts(
                counts.selected(),
                counts.changed(),
                counts.refused(),
                counts.kept(),
                stored(counts.lost()),
                stored(counts.gained()));
    }

    private static Map<Preference, Long> counts(Map<String, Long> stored) {
        Map<Preference, Long> counts = new EnumMap<>(Preference.class);
        stored.forEach((preference, count) -> counts.put(Preference.valueOf(preference), count));
        return counts;
    }

    private static Map<String, Long> stored(Map<Preference, Long> counts) {
        Map<String, Long> stored = new TreeMap<>();
        counts.forEach((preference, count) -> stored.put(preference.name(), count));
        return stored;
    }

    private static Phase fromStored(StoredEditPhase stored) {
        return switch (stored) {
            case PREVIEW -> Phase.PREVIEW;
            case APPLY -> Phase.APPLY;
            case UNDO -> Phase.UNDO;
            case UNKNOWN -> throw newerVersion();
        };
    }

    private static StoredEditPhase toStored(Phase phase) {
        return switch (phase) {
            case PREVIEW -> StoredEditPhase.PREVIEW;
            case APPLY -> StoredEditPhase.APPLY;
            case UNDO -> StoredEditPhase.UNDO;
        };
    }

    private static IllegalStateException newerVersion() {
        return new IllegalStateException("Written by a newer version of this service: upgrade first");
    }
}
