package dev.greenlight.consent.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what we refuse, what the framework refuses, and what nobody foresaw, into our problems. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ProblemException exception) {
        ProblemDetail body = exception.problem().body();
        if (!exception.errors().isEmpty()) {
            body.setProperty("errors", exception.errors());
        }
        var headers = new HttpHeaders();
        Duration retryAfter = exception.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        return exception.problem().response(body, headers);
    }

    /** Logged by the place where it happened and without its message, which may quote what was sent. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception exception) {
        StackTraceElement[] trace = exception.getStackTrace();
        log.error(
                "Unforeseen {} at {}",
                exception.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        return Problem.INTERNAL.response();
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = Problem.of(status.value());
        var response = problem.response(problem.body(), headers);
        return ResponseEntity.status(status).headers(response.getHeaders()).body(response.getBody());
    }
}
