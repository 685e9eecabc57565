package dev.greenlight.smsinbound.webhook.gateway.sinch;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.SigningTime;
import dev.greenlight.smsinbound.webhook.WebhookRequest.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code x-sinch-webhook-signature} and its kin: HMAC-SHA256, in Base64, over the raw body, the nonce and
 * the timestamp with full stops between. The header that names the algorithm may only confirm it: whoever forges a call
 * would choose another.
 */
final class SinchSignature {

    static final String SIGNATURE = "x-sinch-webhook-signature";
    static final String TIMESTAMP = "x-sinch-webhook-signature-timestamp";
    static final String NONCE = "x-sinch-webhook-signature-nonce";
    static final String ALGORITHM = "x-sinch-webhook-signature-algorithm";

    /**
     * Sinch delivers a call again for 22 hours and 45 minutes, and does not say whether it signs anew. A recorded call that
     * is played again in that time holds the same id and the same time, and changes nothing.
     */
    static final Duration OLDEST = Duration.ofHours(24);

    /** How far Sinch's clock may be ahead of ours. */
    static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    static final String ONLY_ALGORITHM = "HmacSHA256";
    private static final byte[] FULL_STOP = {'.'};

    private SinchSignature() {}

    /** Whether the time is within the window and the signature was made with one of the keys. */
    static boolean isRight(Headers headers, List<SigningKey> keys, byte[] body, Instant now) {
        String signature = headers.first(SIGNATURE);
        String timestamp = headers.first(TIMESTAMP);
        String nonce = headers.first(NONCE);
        return signature != null
                && timestamp != null
                && nonce != null
                && isOnlyAlgorithm(headers.first(ALGORITHM))
                && isNonce(nonce)
                && SigningTime.isWithin(OLDEST, MOST_AHEAD, timestamp, now)
                && isSigned(signature, keys, body, nonce, timestamp);
    }

    static String of(SigningKey key, byte[] body, String nonce, String timestamp) {
        return Base64.getEncoder()
                .encodeToString(key.sign(
                        body,
                        FULL_STOP,
                        nonce.getBytes(StandardCharsets.US_ASCII),
                        FULL_STOP,
                        timestamp.getBytes(StandardCharsets.US_ASCII)));
    }

    private static boolean isSigned(
            String signature, List<SigningKey> keys, byte[] body, String nonce, String timestamp) {
        byte[] claimed = signature.getBytes(StandardCharsets.UTF_8);
        for (SigningKey key : keys) {
            byte[] expected = of(key, body, nonce, timestamp).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(expected, claimed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOnlyAlgorithm(@Nullable String algorithm) {
        return algorithm == null || algorithm.strip().equalsIgnoreCase(ONLY_ALGORITHM);
    }

    /** Without a full stop, which would leave open where the body ends and the nonce begins. */
    private static boolean isNonce(String nonce) {
        return InboundText.isMessageId(nonce) && nonce.indexOf('.') < 0;
    }
}
