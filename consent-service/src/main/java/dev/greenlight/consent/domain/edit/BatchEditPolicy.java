package dev.greenlight.consent.domain.edit;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEdit.Report;
import dev.greenlight.consent.domain.edit.BatchEdit.Run;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Begin;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Proceed;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which order an edit is previewed, applied and undone: each once, and only when the one before is complete. A
 * company's edits take turns, so that few of them cannot keep everybody else waiting.
 */
public final class BatchEditPolicy {

    private BatchEditPolicy() {}

    /**
     * @param current null where there is no such edit
     * @param anotherUnderWay whether another edit of the company is meeting customers
     */
    public static BatchEditDecision decide(
            @Nullable BatchEdit current, boolean anotherUnderWay, BatchEditCommand command) {
        return switch (command) {
            case Begin begin -> begin(current, anotherUnderWay, begin);
            case Proceed proceed -> proceed(current, anotherUnderWay, proceed);
            case Progress progress -> progress(current, progress);
        };
    }

    private static BatchEditDecision begin(@Nullable BatchEdit current, boolean anotherUnderWay, Begin begin) {
        if (current != null) {
            return new BatchEditDecision(CommandOutcome.REPEATED, current, false);
        }
        if (anotherUnderWay) {
            return new BatchEditDecision(CommandOutcome.REFUSED, null, false);
        }
        var preview = new Run(Phase.PREVIEW, begin.askedAt(), begin.askedBy(), Map.of());
        var edit = new BatchEdit(begin.selection(), begin.on(), begin.parts(), List.of(preview));
        return new BatchEditDecision(CommandOutcome.CREATED, edit, true);
    }

    private static BatchEditDecision proceed(@Nullable BatchEdit current, boolean anotherUnderWay, Proceed proceed) {
        if (current == null) {
            return new BatchEditDecision(CommandOutcome.NOT_FOUND, null, false);
        }
        if (current.run(proceed.phase()) != null) {
            return new BatchEditDecision(CommandOutcome.UNCHANGED, current, false);
        }
        if (anotherUnderWay || !current.isReadyFor(proceed.phase())) {
            return new BatchEditDecision(CommandOutcome.REFUSED, current, false);
        }
        List<Run> runs = new ArrayList<>(current.runs());
        runs.add(new Run(proceed.phase(), proceed.askedAt(), proceed.askedBy(), Map.of()));
        var edit = new BatchEdit(current.selection(), current.on(), current.parts(), runs);
        return new BatchEditDecision(CommandOutcome.UPDATED, edit, true);
    }

    private static BatchEditDecision progress(@Nullable BatchEdit current, Progress progress) {
        if (current == null) {
            return new BatchEditDecision(CommandOutcome.NOT_FOUND, null, false);
        }
        List<Run> runs = new ArrayList<>(current.runs());
        runs.replaceAll(run -> run.phase() == progress.phase() ? reported(run, progress) : run);
        var edit = new BatchEdit(current.selection(), current.on(), current.parts(), runs);
        return new BatchEditDecision(CommandOutcome.UPDATED, edit, false);
    }

    private static Run reported(Run run, Progress progress) {
        Map<Integer, Report> reports = new HashMap<>(run.reports());
        reports.put(progress.part(), progress.report());
        return new Run(run.phase(), run.askedAt(), run.askedBy(), reports);
    }
}
