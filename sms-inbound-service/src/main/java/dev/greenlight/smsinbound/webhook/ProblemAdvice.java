package dev.greenlight.smsinbound.webhook;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what the framework refuses, and what we did not foresee, into our problems. */
@RestControllerAdvice
public final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    /** Logged by the place where it happened and without its message, which may quote what was sent. */
    @ExceptionHandler(Exception.class)
    ResponseEntity<?> unforeseen(Exception exception) {
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
        ResponseEntity<?> response = Problem.of(status.value()).response(headers);
        return ResponseEntity.status(status).headers(response.getHeaders()).body(response.getBody());
    }
}
