package dev.greenlight.eligibility.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The errors of this service's HTTP as RFC 9457 problems. Their words repeat nothing of the request. */
public enum Problem {
    BAD_ADDRESS(
            HttpStatus.BAD_REQUEST,
            "The address is neither a phone number in E.164 form, such as +15555550123 with the plus sign encoded"
                    + " as %2B, nor an email address."),
    BAD_PHONE_NUMBER_QUERY(
            HttpStatus.BAD_REQUEST,
            "The question has a status, a q, a cursor or a limit that is not one: status is NEVER_ASKED, PENDING,"
                    + " OPTED_IN, OPTED_OUT, ON_HOLD, BLOCKED_AT_GATEWAY or UNKNOWN, q is what a phone number begins"
                    + " with, up to 15 digits, cursor is the nextCursor of an earlier answer, limit is 1 to 200."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The key does not allow this."),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. It has been logged."),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take this method."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the kind that was asked for."),
    /** The same for what does not exist and for what belongs to another company. */
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address."),
    NOT_READY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The answer is not known right now. Do not send, and ask again in a moment."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large."),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Send an API key or a token: Authorization: Bearer <key>."),
    UNKNOWN_AUDIENCE(HttpStatus.BAD_REQUEST, "There is no audience of this name."),
    UNSUPPORTED_CONTENT(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This address does not take this kind of body.");

    private static final String TYPES = "https://greenlight.dev/problems/";

    private final HttpStatus status;
    private final String detail;

    Problem(HttpStatus status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** The problem that stands for a status which the framework chose. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_CONTENT;
            case 503 -> NOT_READY;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL;
        };
    }

    public HttpStatus status() {
        return status;
    }

    public ProblemDetail body() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return problem;
    }

    ResponseEntity<Object> response() {
        var response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (this == NOT_READY) {
            response.header("Retry-After", "1");
        }
        return response.body(body());
    }
}
