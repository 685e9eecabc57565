package dev.greenlight.smsinbound.webhook;

import java.util.Locale;

/**
 * How a call of a webhook ended: the tag {@code result} of its metric. A call with several events ends as the event
 * that stands last here.
 */
enum WebhookResult {
    NOTHING_TOLD,
    IGNORED_SENDER,
    IGNORED,
    ACCEPTED,
    NOT_OWNED,
    LOG_UNAVAILABLE,
    BAD_SIGNATURE,
    GATEWAY_UNREACHABLE,
    INCOMPLETE,
    MALFORMED,
    METHOD_NOT_ALLOWED,
    TOO_LARGE,
    TOO_SLOW,
    UNKNOWN_GATEWAY,
    UNKNOWN_TENANT,
    UNSUPPORTED_CONTENT;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
