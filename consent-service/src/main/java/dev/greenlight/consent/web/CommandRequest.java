package dev.greenlight.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What the headers of a write say.
 *
 * @param commandId the Idempotency-Key, or an id of our own
 * @param onlyRevision the revision in If-Match, 0 for If-None-Match: *, or null
 */
record CommandRequest(String commandId, @Nullable Long onlyRevision) {

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern ENTITY_TAG = Pattern.compile("\"([0-9]{1,18})\"");

    static CommandRequest of(HttpServletRequest request) {
        String key = request.getHeader("Idempotency-Key");
        if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw ProblemException.of("Idempotency-Key", "must be 1 to 128 visible ASCII characters");
        }
        return new CommandRequest(key == null ? UUID.randomUUID().toString() : key, onlyRevision(request));
    }

    private static @Nullable Long onlyRevision(HttpServletRequest request) {
        if ("*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return 0L;
        }
        String match = request.getHeader(HttpHeaders.IF_MATCH);
        if (match == null || match.equals("*")) {
            return null;
        }
        var tag = ENTITY_TAG.matcher(match);
        if (!tag.matches()) {
            throw ProblemException.of(HttpHeaders.IF_MATCH, "must be the ETag of an earlier answer");
        }
        return Long.valueOf(tag.group(1));
    }
}
