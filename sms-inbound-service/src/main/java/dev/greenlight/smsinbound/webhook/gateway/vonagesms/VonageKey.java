package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** An account's signature secret with the method that it is used with. */
public final class VonageKey {

    private final Signer signer;

    private interface Signer {
        byte[] sign(byte[] text);
    }

    private VonageKey(Signer signer) {
        this.signer = signer;
    }

    public static VonageKey of(SignatureMethod method, String secret) {
        return switch (method) {
            case MD5_HASH -> new VonageKey(text -> md5(text, secret.getBytes(StandardCharsets.UTF_8)));
            case HMAC_MD5 -> new VonageKey(SigningKey.hmacMd5(secret)::sign);
            case HMAC_SHA1 -> new VonageKey(SigningKey.hmacSha1(secret)::sign);
            case HMAC_SHA256 -> new VonageKey(SigningKey.hmacSha256(secret)::sign);
            case HMAC_SHA512 -> new VonageKey(SigningKey.hmacSha512(secret)::sign);
        };
    }

    byte[] sign(byte[] text) {
        return signer.sign(text);
    }

    private static byte[] md5(byte[] text, byte[] secret) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(text);
            return md5.digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5", e);
        }
    }
}
