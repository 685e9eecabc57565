package dev.greenlight.consent.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient List<FieldError> errors;
    private final transient @Nullable Duration retryAfter;

    ProblemException(Problem problem) {
        this(problem, List.of(), null);
    }

    /** @param retryAfter when the same request would be met by another answer, if time alone brings that about */
    ProblemException(Problem problem, @Nullable Duration retryAfter) {
        this(problem, List.of(), retryAfter);
    }

    private ProblemException(Problem problem, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(problem.name(), null, false, false);
        this.problem = problem;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    static ProblemException of(List<FieldError> errors) {
        return new ProblemException(Problem.INVALID_FIELDS, List.copyOf(errors), null);
    }

    static ProblemException of(String field, String rule) {
        return of(List.of(new FieldError(field, rule)));
    }

    Problem problem() {
        return problem;
    }

    List<FieldError> errors() {
        return errors;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
