package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call of a webhook as it came: nothing decoded, reordered or left out, because signatures are made over it.
 *
 * @param tenant from the path; not yet known to exist
 * @param method in upper case
 * @param url as the gateway called it: scheme, host, port if any, raw path and raw query
 * @param query the raw query, without its question mark; null where there is none
 * @param headers names in any case
 * @param body the raw bytes; empty where there are none
 */
public record WebhookRequest(
        String tenant, String method, String url, @Nullable String query, Headers headers, byte[] body) {

    /** The request's headers. */
    @FunctionalInterface
    public interface Headers {

        /** The first value of the header, or null where it is not there. */
        @Nullable String first(String name);
    }

    /** Whether the body is of the media type, whatever parameters such as a charset follow it. */
    public boolean hasContentType(String mediaType) {
        String contentType = headers.first("Content-Type");
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        String bare = end < 0 ? contentType : contentType.substring(0, end);
        return bare.strip().toLowerCase(Locale.ROOT).equals(mediaType);
    }

    /** The bytes of the raw query; none where there is no query. */
    public byte[] queryBytes() {
        return query == null ? new byte[0] : query.getBytes(StandardCharsets.UTF_8);
    }

    /** Safe for logs. */
    @Override
    public String toString() {
        return "WebhookRequest[" + method + " for " + tenant + "]";
    }
}
