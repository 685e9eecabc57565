package dev.greenlight.consent.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The errors of this service's HTTP, as RFC 9457 problems. Their texts hold nothing of what was sent. */
public enum Problem {
    ADDRESS_ERASED(
            HttpStatus.CONFLICT,
            "A contact method is one that was erased because its owner wanted to be forgotten. Only the owner can bring it "
                    + "back, by writing to the company."),
    ALREADY_OPTED_IN(HttpStatus.CONFLICT, "The person has opted in already."),
    ANOTHER_EDIT_UNDER_WAY(
            HttpStatus.CONFLICT, "Another batch edit of the company is under way. Ask again when it is complete."),
    ANOTHER_LIST_UNDER_WAY(HttpStatus.SERVICE_UNAVAILABLE, "As many lists as can be are being taken in. Ask again."),
    ASKED_TOO_OFTEN(
            HttpStatus.TOO_MANY_REQUESTS,
            "The person has been asked as often as the company's settings allow within 30 days."),
    BLOCKED_AT_GATEWAY(
            HttpStatus.CONFLICT,
            "Gateway or carrier do not deliver to the number. Only the person can change that, by texting one of "
                    + String.join(", ", ConsentBody.OPT_IN_WORDS) + " from it."),
    CHANGED_SINCE(HttpStatus.CONFLICT, "The record has changed since the list was taken."),
    CUSTOMER_NOT_ACTIVE(
            HttpStatus.CONFLICT, "The customer is not in use. An opt-out can be recorded for the number itself."),
    DECLINED_LATELY(
            HttpStatus.TOO_MANY_REQUESTS,
            "The person has said no to a request within the last 30 days and is not asked again so soon."),
    ERASURE_NOT_CONFIGURED(HttpStatus.NOT_IMPLEMENTED, "Nothing can be erased before greenlight.erasure.key is set."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The key does not allow this."),
    FORM_OF_ANOTHER_SITE(HttpStatus.FORBIDDEN, "The form does not belong to the site that it was sent from."),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. It has been logged."),
    INVALID_FIELDS(HttpStatus.BAD_REQUEST, "Some fields are not as they must be; see errors."),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood."),
    LOG_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The change could not be stored. Send it again with the same Idempotency-Key."),
    MERGED(HttpStatus.CONFLICT, "The record was merged into another one, or is about to be; look at it to see which."),
    LINKS_NOT_CONFIGURED(
            HttpStatus.NOT_IMPLEMENTED,
            "No links can be made before greenlight.unsubscribe.public-url and greenlight.unsubscribe.keys are set."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take this method."),
    MORE_TEXTS_HELD(
            HttpStatus.CONFLICT, "The number sent more texts that are held and that the request does not name."),
    NOT_A_MOBILE(HttpStatus.CONFLICT, "The contact method takes no texts: only a MOBILE does."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the kind that was asked for."),
    NOT_AT_THAT_STEP(
            HttpStatus.CONFLICT,
            "An edit is applied when its preview is complete, and undone when it is applied; look at its state."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address."),
    NOTHING_HELD(HttpStatus.NOT_FOUND, "None of these texts of the number is held for review."),
    NOT_READY(HttpStatus.SERVICE_UNAVAILABLE, "The answer is not known right now. Ask again."),
    ON_HOLD(
            HttpStatus.CONFLICT,
            "A text of the person may be a revocation. Nobody is asked before somebody has read it; see reviews."),
    ONLY_AN_ADMIN_LIFTS(
            HttpStatus.CONFLICT, "The company never wants to write to the address. An admin can lift that."),
    ONLY_THE_PERSON_LIFTS(
            HttpStatus.CONFLICT,
            "The person unsubscribed, or reported spam. Nobody at the company can lift that: the law asks for a new express "
                    + "consent of the person."),
    OPTED_OUT(
            HttpStatus.CONFLICT,
            "The person has said stop and cannot be asked. Only the person can change that, by texting one of "
                    + String.join(", ", ConsentBody.OPT_IN_WORDS) + " from the number."),
    OTHER_REVISION(HttpStatus.PRECONDITION_FAILED, "There is another revision than the request is meant for."),
    SUPPRESSED(
            HttpStatus.CONFLICT,
            "The company suppresses the address, or mail to it comes back. Whoever may lift that can do so first; see "
                    + "email-suppressions."),
    SURVIVOR_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no customer to merge into."),
    SURVIVOR_NOT_USABLE(
            HttpStatus.CONFLICT,
            "The customer to merge into is the same one, is not in use, or would have too many contact methods."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than it can be."),
    TOO_MANY_SUBMISSIONS(HttpStatus.TOO_MANY_REQUESTS, "Too many forms were sent. Try again later."),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Send an API key: Authorization: Bearer <key>."),
    UNSUPPORTED_CONTENT(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Send JSON; a list of customers as NDJSON or CSV, and gzipped or as it is.");

    private static final String TYPES = "https://greenlight.dev/problems/";
    private static final String RETRY_AFTER_SECONDS = "1";

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
    static Problem of(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_CONTENT;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL;
        };
    }

    public ProblemDetail body() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return problem;
    }

    ResponseEntity<ProblemDetail> response(ProblemDetail body, HttpHeaders headers) {
        var response = ResponseEntity.status(status).headers(headers).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.body(body);
    }

    ResponseEntity<ProblemDetail> response() {
        return response(body(), HttpHeaders.EMPTY);
    }
}
