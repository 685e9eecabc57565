package dev.greenlight.smsinbound.webhook;

import dev.greenlight.smsinbound.domain.InboundText;

/** What a gateway's adapter found in a call. */
public sealed interface WebhookReading {

    /** The signature is right and the call carries a text. */
    record Verified(InboundText text) implements WebhookReading {}

    /** The call cannot be used. */
    record Refused(Refusal reason) implements WebhookReading {}

    /** Why a call cannot be used. Only {@code MALFORMED} is said of calls whose signature was found right. */
    enum Refusal {
        BAD_SIGNATURE,
        MALFORMED,
        METHOD_NOT_ALLOWED,
        TOO_MANY_PARAMETERS,
        UNSUPPORTED_CONTENT
    }
}
