package dev.greenlight.consent.domain.edit;

import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEdit.Report;
import java.time.Instant;
import java.util.Set;

/** What is asked for about an edit, or told about it. */
public sealed interface BatchEditCommand {

    /**
     * A new edit, to be previewed.
     *
     * @param parts over how many the customers are spread
     */
    record Begin(String commandId, Instant askedAt, String askedBy, Selection selection, Set<Preference> on, int parts)
            implements BatchEditCommand {}

    /** On with an edit that has been previewed, or back. */
    record Proceed(String commandId, Instant askedAt, String askedBy, Phase phase) implements BatchEditCommand {}

    /** How far a part has come. */
    record Progress(Phase phase, int part, Report report) implements BatchEditCommand {}
}
