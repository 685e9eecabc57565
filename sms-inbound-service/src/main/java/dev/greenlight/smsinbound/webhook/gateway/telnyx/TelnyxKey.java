package dev.greenlight.smsinbound.webhook.gateway.telnyx;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Telnyx's public key, which only Telnyx's own signatures fit. */
final class TelnyxKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;

    /** What X.509 puts before the 32 bytes to say that they are a key of Ed25519. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    private TelnyxKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads the key as Telnyx's portal shows it.
     *
     * @throws IllegalArgumentException for anything but the 32 bytes of a key in Base64
     */
    static TelnyxKey parse(String base64) {
        byte[] encoded = new byte[PREFIX.length + LENGTH];
        byte[] bare = decoded(base64);
        if (bare.length != LENGTH) {
            throw unusable(null);
        }
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(bare, 0, encoded, PREFIX.length, LENGTH);
        try {
            var key = new TelnyxKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            key.verifier(); // which finds out whether the bytes are a point of the curve
            return key;
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** A key whose private half is forgotten already. */
    static TelnyxKey decoy() {
        try {
            return new TelnyxKey(
                    KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    /** Whether the signature was made over the parts, one after the other. */
    boolean fits(byte[] signature, byte[]... parts) {
        try {
            Signature verifier = verifier();
            for (byte[] part : parts) {
                verifier.update(part);
            }
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // it is not even of the right length
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was usable no longer is", e);
        }
    }

    private Signature verifier() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(key);
        return verifier;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private static IllegalArgumentException unusable(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "greenlight.sms-inbound.tenants.*.telnyx.public-keys: each has to be an Ed25519 public key,"
                        + " 32 bytes in Base64, as Telnyx's portal shows it",
                cause);
    }
}
