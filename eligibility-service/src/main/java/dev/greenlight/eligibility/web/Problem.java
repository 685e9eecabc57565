package dev.greenlight.eligibility.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The errors of this service's HTTP as RFC 9457 problems. Their words repeat nothing of the request. */
public enum Problem {
    AUDIENCE_OF_CUSTOMERS(
            HttpStatus.BAD_REQUEST,
            "This audience is of customers, not of phone numbers and email addresses. Ask with customer= and the id of"
                    + " the customer instead of address=."),
    BAD_ADDRESS(
            HttpStatus.BAD_REQUEST,
            "The address is neither a phone number in E.164 form, such as +15555550123 with the plus sign encoded"
                    + " as %2B, nor an email address."),
    BAD_CHECK(
            HttpStatus.BAD_REQUEST,
            "The body is not an object with an array items, which has 1 to 10000 objects such as"
                    + " {\"address\": \"+15555550123\", \"audience\": \"sms-marketing\"}."),
    BAD_MEMBER_QUERY(
            HttpStatus.BAD_REQUEST,
            "The question has a cursor or a limit that is not one: cursor is the nextCursor of an earlier answer,"
                    + " limit is 1 to 1000."),
    BAD_CRM_LIST(
            HttpStatus.BAD_REQUEST,
            "The body is not an object with an array items, which has 1 to 10000 estimates or jobs."),
    BAD_ESTIMATE(
            HttpStatus.BAD_REQUEST,
            "The estimate is not one: it has a customerId, a status (OPEN, SOLD or DISMISSED), a requestedAt such as"
                    + " 2026-07-15T16:00:00Z that is not in the future, a revision above 0, and maybe a changedAt. An"
                    + " id has letters, digits, dots, hyphens and underscores, at most 64."),
    BAD_JOB(
            HttpStatus.BAD_REQUEST,
            "The job is not one: it has a customerId, a status (SCHEDULED, IN_PROGRESS, HOLD, COMPLETED or CANCELED), a"
                    + " revision above 0, and maybe an estimateId and a changedAt such as 2026-07-15T16:00:00Z that is"
                    + " not in the future. An id has letters, digits, dots, hyphens and underscores, at most 64."),
    BAD_PHONE_NUMBER_QUERY(
            HttpStatus.BAD_REQUEST,
            "The question has a status, a q, a cursor or a limit that is not one: status is NEVER_ASKED, PENDING,"
                    + " OPTED_IN, OPTED_OUT, ON_HOLD, BLOCKED_AT_GATEWAY or UNKNOWN, q is what a phone number begins"
                    + " with, up to 15 digits, cursor is the nextCursor of an earlier answer, limit is 1 to 200."),
    BAD_SENDS(
            HttpStatus.BAD_REQUEST,
            "The body is not an object with an array items, which has 1 to 10000 objects with the texts address,"
                    + " audience, sentAt and messageId."),
    BAD_WHAT_IF(
            HttpStatus.BAD_REQUEST,
            "The body is not an object with settings, quietHours or both, and maybe samples, 0 to 100. settings has at"
                    + " least one of marketingPro (NONE, V1 or V2), doubleOptIn, optOutMessage, autoSuppressDormant (true"
                    + " or false), unsoldEstimateDays (1 to 365), optOutScope (ALL, MARKETING or BY_CONTEXT) and"
                    + " marketingTextHours (as in the settings). quietHours has up to 20 objects with where (*, US, CA or"
                    + " a state such as US-TX), hours (09:00-20:00 or none), and maybe days (Mon-Fri,Sun), from and until"
                    + " (2027-01-01)."),
    CONFLICTING_SETTINGS(
            HttpStatus.BAD_REQUEST,
            "With what the company has set up this cannot be set up: doubleOptIn and optOutMessage can be true with"
                    + " marketingPro V1 only, autoSuppressDormant together with optOutMessage only."),
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
    TOO_MANY_LISTENERS(
            HttpStatus.TOO_MANY_REQUESTS,
            "As many of the company follow its audiences here as may at once. Close one of them, or come back later."),
    NOT_TAKEN(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The log does not take reports right now. Send the same again in a moment."),
    NOT_STORED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The log does not take it right now. Send it again in a moment: what is there already changes nothing."),
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
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.header("Retry-After", "1");
        }
        if (this == TOO_MANY_LISTENERS) {
            response.header("Retry-After", "60");
        }
        return response.body(body());
    }
}
