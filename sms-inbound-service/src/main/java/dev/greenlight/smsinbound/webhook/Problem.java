package dev.greenlight.smsinbound.webhook;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The errors of this service's HTTP, as RFC 9457 problems. Their texts hold nothing of what was sent. */
public enum Problem {
    FORBIDDEN(HttpStatus.FORBIDDEN, "The key does not allow this."),
    GATEWAY_UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE, "The gateway could not be asked back. Deliver the call again."),
    INCOMPLETE(HttpStatus.SERVICE_UNAVAILABLE, "Other parts of this text are still to come. Deliver it again."),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. It has been logged."),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood."),
    LOG_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The text could not be stored. Deliver it again."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take this method."),
    MISSING_FIELDS(HttpStatus.BAD_REQUEST, "The call is signed but lacks what a text has to have, or says it twice."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the kind that was asked for."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address."),
    /** Not 408: a gateway that gives up on every 4xx would lose the text. */
    REQUEST_TIMEOUT(HttpStatus.SERVICE_UNAVAILABLE, "The body did not arrive in time. Deliver the text again."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger, or has more parameters, than a text can have."),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Send an API key: Authorization: Bearer <key>."),
    UNKNOWN_GATEWAY(HttpStatus.NOT_FOUND, "There is no SMS gateway of this name."),
    UNSUPPORTED_CONTENT(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This gateway does not send this kind of body."),
    /** One text for a wrong signature, an unknown tenant and a foreign number, so that it tells nobody which. */
    UNVERIFIED(HttpStatus.FORBIDDEN, "The call is not a verified call for a number of this tenant.");

    /** What the types of all problems begin with. */
    public static final String TYPES = "https://greenlight.dev/problems/";

    private final HttpStatus status;
    private final String detail;

    Problem(HttpStatus status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    public HttpStatus status() {
        return status;
    }

    /** The problem that stands for a status which the framework gave. */
    public static Problem of(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_CONTENT;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL;
        };
    }

    public ProblemDetail body() {
        return body(status);
    }

    private ProblemDetail body(HttpStatus status) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + slug()));
        return problem;
    }

    /** The response, with headers beside its own content type. */
    public ResponseEntity<ProblemDetail> response(HttpHeaders headers) {
        return response(status, headers);
    }

    /** The response with another status than the problem's own. */
    ResponseEntity<ProblemDetail> response(HttpStatus status, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body(status));
    }

    public ResponseEntity<ProblemDetail> response() {
        return response(HttpHeaders.EMPTY);
    }

    /** The last part of its type. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
