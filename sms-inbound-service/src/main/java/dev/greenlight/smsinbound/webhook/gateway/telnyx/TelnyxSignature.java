package dev.greenlight.smsinbound.webhook.gateway.telnyx;

import dev.greenlight.smsinbound.webhook.SigningTime;
import dev.greenlight.smsinbound.webhook.WebhookRequest.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The headers {@code telnyx-timestamp} and {@code telnyx-signature-ed25519}: Ed25519, in Base64, over the timestamp, a
 * vertical bar and the raw body.
 */
final class TelnyxSignature {

    /** How far Telnyx's clock may be from ours, in both directions. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final byte[] BAR = {'|'};

    private TelnyxSignature() {}

    /** Whether the time is within the window and the signature fits one of the keys. */
    static boolean isRight(Headers headers, List<TelnyxKey> keys, byte[] body, Instant now) {
        String timestamp = headers.first("telnyx-timestamp");
        String signature = headers.first("telnyx-signature-ed25519");
        if (timestamp == null || signature == null || !SigningTime.isWithin(WINDOW, timestamp, now)) {
            return false;
        }
        byte[] time = timestamp.getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] bytes = Base64.getDecoder().decode(signature);
            return keys.stream().anyMatch(key -> key.fits(bytes, time, BAR, body));
        } catch (IllegalArgumentException e) {
            return false; // not Base64
        }
    }
}
