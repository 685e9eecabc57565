package dev.greenlight.smsinbound.webhook.gateway.bird;

import dev.greenlight.smsinbound.webhook.Sha256;
import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.SigningTime;
import dev.greenlight.smsinbound.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code MessageBird-Request-Timestamp} and {@code MessageBird-Signature}: HMAC-SHA256, in Base64, over the
 * timestamp, the address, and the SHA-256 of the body in its 32 bytes, with line feeds between.
 *
 * <p>MessageBird used the same headers before it became Bird, with the sorted query in place of the address: a call for
 * one address of ours was as good for another.
 */
final class BirdSignature {

    /** Bird delivers a call again for hours, with the timestamp that it had first. */
    static final Duration WINDOW = Duration.ofHours(25);

    static final String TIMESTAMP = "MessageBird-Request-Timestamp";
    static final String SIGNATURE = "MessageBird-Signature";

    private static final String LINE_FEED = "\n";

    private BirdSignature() {}

    /** Whether the time is within the window and the call was signed with one of the keys. */
    static boolean isRight(WebhookRequest request, List<SigningKey> keys, boolean allowsLegacy, Instant now) {
        String timestamp = request.headers().first(TIMESTAMP);
        String signature = request.headers().first(SIGNATURE);
        if (timestamp == null || signature == null || !SigningTime.isWithin(WINDOW, timestamp, now)) {
            return false;
        }
        try {
            byte[] claimed = Base64.getDecoder().decode(signature);
            return isSigned(claimed, keys, timestamp, request.url(), request.body())
                    || (allowsLegacy && isSigned(claimed, keys, timestamp, sorted(request.query()), request.body()));
        } catch (IllegalArgumentException e) {
            return false; // not Base64
        }
    }

    /** The signature that covers the address. */
    static String of(SigningKey key, String timestamp, String url, byte[] body) {
        return Base64.getEncoder().encodeToString(key.sign(head(timestamp, url), Sha256.of(body)));
    }

    private static boolean isSigned(
            byte[] claimed, List<SigningKey> keys, String timestamp, String middle, byte[] body) {
        byte[] head = head(timestamp, middle);
        byte[] hash = Sha256.of(body);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(key.sign(head, hash), claimed));
    }

    private static byte[] head(String timestamp, String middle) {
        return (timestamp + LINE_FEED + middle + LINE_FEED).getBytes(StandardCharsets.UTF_8);
    }

    /** The pairs as they were sent, escapes included, in order. */
    private static String sorted(@Nullable String query) {
        if (query == null) {
            return "";
        }
        String[] pairs = query.split("&", -1);
        Arrays.sort(pairs);
        return String.join("&", pairs);
    }
}
