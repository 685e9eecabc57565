package dev.greenlight.consent.web;

import java.util.List;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient List<FieldError> errors;

    ProblemException(Problem problem) {
        this(problem, List.of());
    }

    private ProblemException(Problem problem, List<FieldError> errors) {
        super(problem.name(), null, false, false);
        this.problem = problem;
        this.errors = errors;
    }

    static ProblemException of(List<FieldError> errors) {
        return new ProblemException(Problem.INVALID_FIELDS, List.copyOf(errors));
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
}
