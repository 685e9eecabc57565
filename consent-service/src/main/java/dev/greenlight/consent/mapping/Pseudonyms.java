package dev.greenlight.consent.mapping;

import dev.greenlight.schemas.topic.TopicKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What erased addresses are remembered by: a keyed hash, so that an address can be recognised when it comes again and
 * nobody without the key can find it out, not even by trying all phone numbers.
 */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SHOWN_BYTES = 16;

    private final @Nullable SecretKeySpec key;

    private Pseudonyms(@Nullable SecretKeySpec key) {
        this.key = key;
    }

    /**
     * @param key 32 bytes in hexadecimal, never another one once an address was erased; null: nothing can be erased
     * @throws IllegalArgumentException where it is something else
     */
    public static Pseudonyms withKey(@Nullable String key) {
        if (key == null) {
            return new Pseudonyms(null);
        }
        if (!key.matches("[0-9a-fA-F]{" + 2 * KEY_BYTES + "}")) {
            throw new IllegalArgumentException("greenlight.erasure.key is not 32 bytes in hexadecimal");
        }
        return new Pseudonyms(new SecretKeySpec(HexFormat.of().parseHex(key), ALGORITHM));
    }

    /** Whether there is a key. */
    public boolean canBeMade() {
        return key != null;
    }

    /**
     * A key of topics and stores, {@code tenant:~hash}, that no address can have.
     *
     * @throws IllegalStateException without a key
     */
    public String of(String tenant, String address) {
        return ofKey(TopicKeys.ofAddress(tenant, address));
    }

    /**
     * As {@link #of}, for {@code tenant:address}.
     *
     * @throws IllegalStateException without a key
     */
    public String ofKey(String addressKey) {
        if (key == null) {
            throw new IllegalStateException("Nothing was erased: there is no key");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(addressKey.getBytes(StandardCharsets.UTF_8));
            return TopicKeys.tenantOf(addressKey)
                    + ":~"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, SHOWN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA256", e);
        }
    }
}
