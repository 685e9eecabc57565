package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared secret, ready to sign with.
 *
 * <p>The key schedule is made once; each signature works on a copy of it, so that threads share nothing.
 */
public final class SigningKey {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Mac prepared;

    private SigningKey(String algorithm, byte[] secret) {
        try {
            prepared = Mac.getInstance(algorithm);
            prepared.init(new SecretKeySpec(secret, algorithm));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }

    public static SigningKey hmacMd5(String secret) {
        return new SigningKey("HmacMD5", secret.getBytes(StandardCharsets.UTF_8));
    }

    public static SigningKey hmacSha1(String secret) {
        return new SigningKey("HmacSHA1", secret.getBytes(StandardCharsets.UTF_8));
    }

    public static SigningKey hmacSha256(String secret) {
        return new SigningKey("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8));
    }

    public static SigningKey hmacSha384(String secret) {
        return new SigningKey("HmacSHA384", secret.getBytes(StandardCharsets.UTF_8));
    }

    public static SigningKey hmacSha512(String secret) {
        return new SigningKey("HmacSHA512", secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A secret that nobody knows: whoever has none is verified against it, which fails and takes as long. */
    public static String decoySecret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The signature over the parts, one after the other. */
    public byte[] sign(byte[]... parts) {
        Mac mac = copy();
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    private Mac copy() {
        try {
            return (Mac) prepared.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This Java's HMAC cannot be copied", e);
        }
    }
}
