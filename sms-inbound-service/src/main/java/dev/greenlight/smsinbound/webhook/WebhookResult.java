package dev.greenlight.smsinbound.webhook;

import java.util.Locale;

/** How a call of a webhook ended: the tag {@code result} of its metric. */
enum WebhookResult {
    ACCEPTED,
    IGNORED,
    IGNORED_SENDER,
    BAD_SIGNATURE,
    LOG_UNAVAILABLE,
    MALFORMED,
    METHOD_NOT_ALLOWED,
    NOT_OWNED,
    TOO_LARGE,
    TOO_SLOW,
    UNKNOWN_GATEWAY,
    UNKNOWN_TENANT,
    UNSUPPORTED_CONTENT;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
