package dev.greenlight.smsinbound.webhook;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * One kind of SMS gateway: how its calls are proved to be its own, what they say, and how it is answered.
 *
 * <p>A gateway verifies before it gives anything in the call a meaning, and for a tenant that it has no secret for it
 * does the same work as for a wrong signature, so that nobody learns from it who our tenants are. AWS cannot: it has no
 * secrets, and nothing may be fetched for a topic that is nobody's.
 */
public interface SmsGateway {

    /** Its name in paths, events and metrics: kebab case, never changed. */
    String name();

    /** The methods it calls webhooks with, for the header {@code Allow}. */
    String allowedMethods();

    /** Verifies, then reads. Called by many threads at once. */
    WebhookReading read(WebhookRequest request);

    /** The answer to a text that is on the log. */
    WebhookAnswer accepted();

    /** The answer to a call that leaves nothing on the log, such as a text that means nothing for consent. */
    WebhookAnswer ignored();

    /**
     * The status for a call that is not verified. A gateway that never repeats what was answered 4xx is answered 503:
     * the call may be a STOP, and the wrong key ours.
     */
    default HttpStatus unverifiedStatus() {
        return HttpStatus.FORBIDDEN;
    }

    /**
     * The status for a call that is verified and cannot be read. A gateway that never repeats what was answered 4xx is
     * answered 503: the call may be a STOP in a new shape, and a repeat finds a service that has learnt it.
     */
    default HttpStatus malformedStatus() {
        return HttpStatus.BAD_REQUEST;
    }

    /** Headers of the answer to a call that is not verified. */
    default HttpHeaders unverifiedHeaders() {
        return HttpHeaders.EMPTY;
    }
}
