package dev.greenlight.eligibility.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what the framework refuses, and what nobody foresaw, into our problems. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException exception) {
        return exception.problem().response();
    }

    /** Logged by its kind and place: its message may quote the request. */
    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unforeseen(Exception exception) {
        StackTraceElement[] trace = exception.getStackTrace();
        log.error("Unforeseen {} at {}", exception.getClass().getName(), trace.length == 0 ? "no place" : trace[0]);
        return Problem.INTERNAL.response();
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> ours = Problem.ofStatus(status.value()).response();
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ours.getBody());
    }
}
