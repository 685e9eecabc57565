package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The hash by which a signature that covers a header only vouches for what came beside it. */
public final class Sha256 {

    private Sha256() {}

    /** The 32 bytes of the hash. */
    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** The hash in lower case hexadecimal. */
    public static String hexOf(byte[] content) {
        return HexFormat.of().formatHex(of(content));
    }

    /** Whether the text is the hash of the content, in hexadecimal of either case. */
    public static boolean isHexOf(byte[] content, String hash) {
        byte[] claimed = hash.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(hexOf(content).getBytes(StandardCharsets.US_ASCII), claimed);
    }
}
