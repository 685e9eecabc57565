package dev.greenlight.consent.domain.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.domain.edit.BatchEdit.Phase;
import dev.greenlight.consent.domain.edit.BatchEdit.Report;
import dev.greenlight.consent.domain.edit.BatchEdit.State;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Begin;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Proceed;
import dev.greenlight.consent.domain.edit.BatchEditCommand.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchEditPolicyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final EditCounts TWO_OF_THREE =
            new EditCounts(3, 2, 0, 0, Map.of(Preference.EMAIL_MARKETING_UPDATES, 2L), Map.of());

    private @Nullable BatchEdit edit;
    private boolean anotherUnderWay;

    @Test
    void stateFollowsThePartsAndTheRuns() {
        begin();
        assertThat(state()).isEqualTo(State.PREVIEWING);
        report(Phase.PREVIEW, 0, true);
        assertThat(state()).isEqualTo(State.PREVIEWING);
        report(Phase.PREVIEW, 1, true);
        assertThat(state()).isEqualTo(State.PREVIEWED);

        assertThat(proceed(Phase.APPLY)).isEqualTo(CommandOutcome.UPDATED);
        report(Phase.APPLY, 0, false);
        report(Phase.APPLY, 1, true);
        assertThat(state()).isEqualTo(State.APPLYING);
        report(Phase.APPLY, 0, true);
        assertThat(state()).isEqualTo(State.APPLIED);

        assertThat(proceed(Phase.UNDO)).isEqualTo(CommandOutcome.UPDATED);
        assertThat(state()).isEqualTo(State.UNDOING);
        report(Phase.UNDO, 0, true);
        report(Phase.UNDO, 1, true);
        assertThat(state()).isEqualTo(State.UNDONE);
        assertThat(proceed(Phase.APPLY)).isEqualTo(CommandOutcome.UNCHANGED);
    }

    @Test
    void noRunBeginsBeforeTheOneBeforeIsComplete() {
        begin();
        report(Phase.PREVIEW, 0, true);
        assertThat(proceed(Phase.APPLY)).isEqualTo(CommandOutcome.REFUSED);
        report(Phase.PREVIEW, 1, true);
        assertThat(proceed(Phase.UNDO)).isEqualTo(CommandOutcome.REFUSED);
        proceed(Phase.APPLY);
        assertThat(proceed(Phase.UNDO)).isEqualTo(CommandOutcome.REFUSED);
    }

    @Test
    void nothingBeginsWhileAnotherEditIsUnderWay() {
        anotherUnderWay = true;
        assertThat(begin()).isEqualTo(CommandOutcome.REFUSED);
        assertThat(edit).isNull();

        anotherUnderWay = false;
        begin();
        report(Phase.PREVIEW, 0, true);
        report(Phase.PREVIEW, 1, true);
        anotherUnderWay = true;
        assertThat(proceed(Phase.APPLY)).isEqualTo(CommandOutcome.REFUSED);
        assertThat(begin()).as("repeated").isEqualTo(CommandOutcome.REPEATED);
    }

    @Test
    void aReportStandsForThePartAndNotBesideTheOneBefore() {
        begin();
        report(Phase.PREVIEW, 0, false);
        report(Phase.PREVIEW, 0, true);
        report(Phase.PREVIEW, 1, true);

        EditCounts counts = Objects.requireNonNull(edit).newest().counts();
        assertThat(counts)
                .isEqualTo(new EditCounts(6, 4, 0, 0, Map.of(Preference.EMAIL_MARKETING_UPDATES, 4L), Map.of()));
    }

    @Test
    void marksSelectThoseWhoHaveAllOfThem() {
        var details = new Details(
                "Ann",
                true,
                CustomerType.COMMERCIAL,
                null,
                false,
                false,
                false,
                List.of("VIP", "Pool"),
                List.of(),
                null,
                null);
        assertThat(Selection.EVERYBODY.matches(details)).isTrue();
        assertThat(selection(CustomerType.COMMERCIAL, true, "Pool").matches(details))
                .isTrue();
        assertThat(selection(CustomerType.RESIDENTIAL, null).matches(details)).isFalse();
        assertThat(selection(null, false).matches(details)).isFalse();
        assertThat(selection(null, null, "Pool", "Spa").matches(details)).isFalse();
    }

    private static Selection selection(@Nullable CustomerType type, @Nullable Boolean active, String... tags) {
        return new Selection(List.of(), type, active, List.of(tags));
    }

    private CommandOutcome begin() {
        return decide(new Begin("b", NOON, "office", Selection.EVERYBODY, Set.of(), 2));
    }

    private CommandOutcome proceed(Phase phase) {
        return decide(new Proceed("p", NOON, "office", phase));
    }

    private void report(Phase phase, int part, boolean done) {
        decide(new Progress(phase, part, new Report(done, TWO_OF_THREE)));
    }

    private CommandOutcome decide(BatchEditCommand command) {
        BatchEditDecision decision = BatchEditPolicy.decide(edit, anotherUnderWay, command);
        edit = decision.after();
        return decision.outcome();
    }

    private State state() {
        return Objects.requireNonNull(edit).state();
    }
}
