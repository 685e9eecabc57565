package dev.greenlight.consent.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what links say, by AES-256-GCM and for one purpose: whoever has the link alone can neither read it nor make
 * another one, nor use it for another purpose. A wrong token takes the same work as a right one.
 */
final class TokenSeal {

    private static final byte FORM = 1;
    private static final int HEAD = 2;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    /** What a token says is filled up to a multiple of this, so that its length tells little of the address. */
    private static final int BLOCK = 64;

    private static final int SHORTEST = HEAD + NONCE + BLOCK + TAG_BITS / Byte.SIZE;
    private static final int LONGEST = 2_048;
    private static final int KEY_BYTES = 32;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final SecretKeySpec decoy;
    private final byte[] purpose;

    /**
     * @param secrets 32 bytes in hexadecimal each, by the id of the key, from 1 to 255; the first seals, all open
     * @param purpose of the tokens; those of another one are not opened
     * @throws IllegalArgumentException where a secret is something else
     */
    TokenSeal(Map<Integer, String> secrets, String purpose) {
        secrets.forEach((id, secret) -> {
            if (id < 1 || id > 255 || !secret.matches("[0-9a-fA-F]{" + 2 * KEY_BYTES + "}")) {
                throw new IllegalArgumentException("greenlight.unsubscribe.keys: each has an id from 1 to 255 and a "
                        + "secret of 32 bytes in hexadecimal");
            }
            keys.put(id, new SecretKeySpec(HexFormat.of().parseHex(secret), "AES"));
        });
        byte[] nobodys = new byte[KEY_BYTES];
        random.nextBytes(nobodys);
        decoy = new SecretKeySpec(nobodys, "AES");
        this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether there is a key to seal with. */
    boolean canSeal() {
        return !keys.isEmpty();
    }

    /**
     * @param content without characters of the code point 0
     * @throws IllegalStateException where there is no key
     */
    String seal(String content) {
        Map.Entry<Integer, SecretKeySpec> key = keys.entrySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no key to seal with"));
        byte[] head = {FORM, key.getKey().byteValue()};
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] said = content.getBytes(StandardCharsets.UTF_8);
        byte[] filled = Arrays.copyOf(said, (said.length + BLOCK - 1) / BLOCK * BLOCK);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key.getValue(), head, nonce).doFinal(filled);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(HEAD + NONCE + sealed.length)
                            .put(head)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES-256-GCM", e);
        }
    }

    /** What a token says; null where it is none of ours, or for another purpose. */
    @Nullable String open(String token) {
        byte[] bytes = bytesOf(token);
        byte[] head = Arrays.copyOf(bytes, HEAD);
        SecretKeySpec key = keys.getOrDefault(Byte.toUnsignedInt(head[1]), decoy);
        try {
            byte[] filled = cipher(
                            Cipher.DECRYPT_MODE,
                            head[0] == FORM ? key : decoy,
                            head,
                            Arrays.copyOfRange(bytes, HEAD, HEAD + NONCE))
                    .doFinal(bytes, HEAD + NONCE, bytes.length - HEAD - NONCE);
            return new String(filled, 0, lengthOf(filled), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES-256-GCM", e);
        }
    }

    /** What cannot be a token is opened as one that nobody has sealed. */
    private static byte[] bytesOf(String token) {
        if (token.length() <= LONGEST) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(token);
                if (bytes.length >= SHORTEST) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                // not in base64url; the message would quote it
            }
        }
        return new byte[SHORTEST];
    }

    private Cipher cipher(int mode, SecretKeySpec key, byte[] head, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(purpose);
        return cipher;
    }

    private static int lengthOf(byte[] filled) {
        int length = filled.length;
        while (length > 0 && filled[length - 1] == 0) {
            length--;
        }
        return length;
    }
}
