package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptInRequest;
import dev.greenlight.consent.domain.email.EmailRequest;
import java.time.Instant;

/**
 * A request to opt in as the office sees it.
 *
 * @param id unique for the number or the email address
 * @param expiresAt until when it can be answered, exclusive
 * @param disclosure the version of the text that the person was shown; may be empty
 * @param evidence what the company noted down as evidence; may be empty
 */
record OptInRequestBody(
        String id,
        Instant openedAt,
        Instant expiresAt,
        String source,
        String disclosure,
        String evidence,
        String askedBy) {

    static OptInRequestBody of(OptInRequest request) {
        return new OptInRequestBody(
                request.requestId(),
                request.openedAt(),
                request.expiresAt(),
                request.origin().source().name(),
                request.origin().disclosure(),
                request.origin().evidence(),
                request.origin().askedBy());
    }

    static OptInRequestBody of(EmailRequest request) {
        return new OptInRequestBody(
                request.requestId(),
                request.openedAt(),
                request.expiresAt(),
                request.origin().source().name(),
                request.origin().disclosure(),
                request.origin().evidence(),
                request.origin().askedBy());
    }
}
