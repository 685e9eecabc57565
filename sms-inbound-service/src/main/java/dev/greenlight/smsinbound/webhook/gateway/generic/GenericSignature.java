package dev.greenlight.smsinbound.webhook.gateway.generic;

import dev.greenlight.smsinbound.webhook.SigningKey;
import dev.greenlight.smsinbound.webhook.SigningTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code Greenlight-Timestamp} and {@code Greenlight-Signature}: HMAC-SHA256, in hexadecimal, over the
 * timestamp, a full stop and the raw body. The timestamp keeps a recorded call from being played again later.
 */
final class GenericSignature {

    /** How far the sender's clock may be from ours, in both directions. */
    static final Duration WINDOW = Duration.ofSeconds(300);

    static final String TIMESTAMP = "Greenlight-Timestamp";
    static final String SIGNATURE = "Greenlight-Signature";

    private static final String SCHEME = "v1=";
    private static final int MOST_SIGNATURES = 10;
    private static final byte[] FULL_STOP = {'.'};

    private GenericSignature() {}

    /** Whether the time is within the window and one of the signatures was made with one of the keys. */
    static boolean isRight(
            @Nullable String timestamp, @Nullable String signatures, List<SigningKey> keys, byte[] body, Instant now) {
        return timestamp != null
                && signatures != null
                && SigningTime.isWithin(WINDOW, timestamp, now)
                && isSigned(timestamp.getBytes(StandardCharsets.US_ASCII), claims(signatures), keys, body);
    }

    static String of(SigningKey key, String timestamp, byte[] body) {
        return SCHEME
                + HexFormat.of().formatHex(key.sign(timestamp.getBytes(StandardCharsets.US_ASCII), FULL_STOP, body));
    }

    private static boolean isSigned(byte[] timestamp, List<byte[]> claims, List<SigningKey> keys, byte[] body) {
        for (SigningKey key : keys) {
            byte[] expected = key.sign(timestamp, FULL_STOP, body);
            for (byte[] claim : claims) {
                if (MessageDigest.isEqual(expected, claim)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Signatures of schemes that we do not know are skipped: a sender may be ahead of us. */
    private static List<byte[]> claims(String signatures) {
        List<byte[]> claims = new ArrayList<>(1);
        for (String signature : signatures.split(",", MOST_SIGNATURES)) {
            String bare = signature.strip();
            if (bare.startsWith(SCHEME)) {
                try {
                    claims.add(HexFormat.of().parseHex(bare, SCHEME.length(), bare.length()));
                } catch (IllegalArgumentException e) {
                    // not hexadecimal, so not a signature
                }
            }
        }
        return claims;
    }
}
