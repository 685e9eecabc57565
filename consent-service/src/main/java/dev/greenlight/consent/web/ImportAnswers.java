package dev.greenlight.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.consent.Reason;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.email.EmailCause;
import dev.greenlight.consent.mapping.EmailView;
import dev.greenlight.consent.mapping.OptInView;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Accepted;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import dev.greenlight.consent.publishing.CommandResult.Unavailable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the sender of a list is told of each row, and of all of them. */
final class ImportAnswers {

    static final String REJECTED = "REJECTED";
    private static final String ACCEPTED = "ACCEPTED";

    /** The customer is left for another time. */
    private static final String SKIPPED = "SKIPPED";

    /** Not on the log as far as anybody knows: the list has to be sent again. */
    static final String UNAVAILABLE = "UNAVAILABLE";

    private ImportAnswers() {}

    /**
     * One row.
     *
     * @param row number of the line that it begins on, from 1
     * @param customerId null where the row has none that can be read
     * @param outcome what was decided
     * @param problem why it was rejected, by the last part of a problem's type; null where it was not
     * @param errors every field that is not as it must be
     * @param optIns what became of each of the row's claims, in their order
     * @param optOuts what became of each of the row's opt-outs, in their order
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RowAnswer(
            long row,
            @Nullable String customerId,
            String outcome,
            @Nullable String problem,
            List<FieldError> errors,
            List<OptInAnswer> optIns,
            List<OptOutAnswer> optOuts) {

        boolean isUnavailable() {
            return outcome.equals(UNAVAILABLE)
                    || optIns.stream().anyMatch(optIn -> optIn.outcome().equals(UNAVAILABLE))
                    || optOuts.stream().anyMatch(OptOutAnswer::isUnavailable);
        }
    }

    /** What became of a claim that somebody has opted in elsewhere. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record OptInAnswer(String outcome, @Nullable String problem) {}

    static RowAnswer unreadable(ImportRows.UnreadableRow row) {
        return new RowAnswer(row.number(), null, REJECTED, name(row.why()), List.of(), List.of(), List.of());
    }

    static RowAnswer refused(ImportRows.ReadableRow row, ProblemException why, List<OptOutAnswer> optOuts) {
        return new RowAnswer(row.number(), null, REJECTED, name(why.problem()), row.errorsOf(why), List.of(), optOuts);
    }

    static RowAnswer skipped(long row, List<OptOutAnswer> optOuts) {
        return new RowAnswer(row, null, SKIPPED, null, List.of(), List.of(), optOuts);
    }

    static RowAnswer of(
            long row,
            String customerId,
            CommandResult<Customer> result,
            List<OptInAnswer> optIns,
            List<OptOutAnswer> optOuts) {
        Problem problem = result instanceof Decided<Customer> decided ? problemOf(decided.outcome()) : null;
        return new RowAnswer(
                row,
                customerId,
                problem == null ? outcome(result) : REJECTED,
                problem == null ? null : name(problem),
                List.of(),
                optIns,
                optOuts);
    }

    static OptInAnswer ofOptIn(CommandResult<OptInView> result) {
        OptInView view = result instanceof Decided<OptInView> decided ? decided.after() : null;
        Reason refusal = view == null ? null : view.refusal();
        return refusal == null
                ? new OptInAnswer(outcome(result), null)
                : new OptInAnswer(REJECTED, name(OptInRequestController.problemOf(refusal)));
    }

    static OptInAnswer ofEmailOptIn(CommandResult<EmailView> result) {
        EmailView view = result instanceof Decided<EmailView> decided ? decided.after() : null;
        EmailCause refusal = view == null ? null : view.refusal();
        return refusal == null
                ? new OptInAnswer(outcome(result), null)
                : new OptInAnswer(REJECTED, name(EmailOptInRequestController.problemOf(refusal)));
    }

    static String outcome(CommandResult<?> result) {
        return switch (result) {
            case Decided<?> decided -> decided.outcome().name();
            case Accepted<?> accepted -> ACCEPTED;
            case Unavailable<?> unavailable -> UNAVAILABLE;
        };
    }

    private static @Nullable Problem problemOf(CommandOutcome outcome) {
        return switch (outcome) {
            case CREATED, UPDATED, UNCHANGED, REPEATED -> null;
            case OTHER_REVISION -> Problem.CHANGED_SINCE;
            case MERGED -> Problem.MERGED;
            case REFUSED -> Problem.ADDRESS_ERASED;
            case NOT_FOUND, SURVIVOR_NOT_FOUND, SURVIVOR_NOT_USABLE ->
                throw new IllegalStateException("No rule decides so about a row");
        };
    }

    static String name(Problem problem) {
        return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
