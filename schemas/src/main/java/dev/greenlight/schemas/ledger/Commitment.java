package dev.greenlight.schemas.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What stands for one personal field in the hash of its fact.
 *
 * @param salt 32 bytes; with it anybody can check that the field is what was committed to; null where it was erased
 * @param commitment 32 bytes
 */
public record Commitment(byte @Nullable [] salt, byte[] commitment) {

    /** Of the field at the path, in a fact with the salt. */
    static Commitment to(String path, String value, byte[] factSalt) {
        byte[] salt = LedgerHash.fieldSalt(factSalt, path);
        return new Commitment(salt, LedgerHash.commitment(salt, value));
    }
}
