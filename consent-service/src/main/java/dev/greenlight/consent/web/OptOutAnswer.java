package dev.greenlight.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.consent.mapping.ConsentView;
import dev.greenlight.consent.publishing.CommandResult;
import dev.greenlight.consent.publishing.CommandResult.Decided;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of many opt-outs.
 *
 * @param number in E.164 form; null where it cannot be read
 * @param outcome what was decided
 * @param status where the number stands after it; null where nothing was decided
 * @param problem why it was rejected, by the last part of a problem's type; null where it was not
 * @param errors every field that is not as it must be
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record OptOutAnswer(
        @Nullable String number,
        String outcome,
        @Nullable String status,
        @Nullable String problem,
        List<FieldError> errors) {

    static OptOutAnswer of(String number, CommandResult<ConsentView> result) {
        ConsentView view = result instanceof Decided<ConsentView> decided ? decided.after() : null;
        return new OptOutAnswer(
                number,
                ImportAnswers.outcome(result),
                view == null ? null : view.standing().status().name(),
                null,
                List.of());
    }

    /** @param errors those of {@code why}, where the sender looks for them */
    static OptOutAnswer refused(ProblemException why, List<FieldError> errors) {
        return new OptOutAnswer(null, ImportAnswers.REJECTED, null, ImportAnswers.name(why.problem()), errors);
    }

    /** Whether it is not on the log, as far as anybody knows. */
    boolean isUnavailable() {
        return outcome.equals(ImportAnswers.UNAVAILABLE);
    }
}
