package dev.greenlight.consent.mapping;

import dev.greenlight.consent.stored.StoredConsent;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.ledger.LedgerChain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes each entry of the ledger follow the one before it. The salt of an entry is made from a secret key and the
 * entry's identity: a transaction that is done again gives the same bytes, and whoever has the identity alone, which
 * outlives an erasure, learns nothing.
 */
public final class LedgerLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private LedgerLinks(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * @param key 32 bytes in hexadecimal, or null for one that is made up now and forgotten with this object; nobody
     *     needs it to verify the ledger
     * @throws IllegalArgumentException where it is something else
     */
    public static LedgerLinks withKey(@Nullable String key) {
        if (key == null) {
            byte[] madeUp = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(madeUp);
            return new LedgerLinks(madeUp);
        }
        if (!key.matches("[0-9a-fA-F]{" + 2 * KEY_BYTES + "}")) {
            throw new IllegalArgumentException("greenlight.ledger.salt-key is not 32 bytes in hexadecimal");
        }
        return new LedgerLinks(HexFormat.of().parseHex(key));
    }

    /**
     * The entry with its link.
     *
     * @param before what the entry before it left; where that left no hash, a chain begins
     */
    public ConsentChanged linked(ConsentChanged entry, @Nullable StoredConsent before) {
        return linkedAfter(before == null ? null : before.getHead(), entry);
    }

    /**
     * The entry with its link.
     *
     * @param head the hash of the entry before it; null where a chain begins
     */
    public ConsentChanged linkedAfter(@Nullable ByteBuffer head, ConsentChanged entry) {
        var link = LedgerChain.link(entry, saltOf(entry.getEventId()), head);
        return new ConsentChanged(
                entry.getEventId(),
                entry.getTenant(),
                entry.getChannel(),
                entry.getAddress(),
                entry.getSequence(),
                entry.getOutcome(),
                entry.getReasons(),
                entry.getStatusBefore(),
                entry.getStatusAfter(),
                entry.getScopeAfter(),
                entry.getEffectiveAt(),
                entry.getEvidence(),
                entry.getReview(),
                entry.getRequest(),
                entry.getOptOut(),
                entry.getEmail(),
                link);
    }

    private byte[] saltOf(String eventId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(eventId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA256", e);
        }
    }
}
