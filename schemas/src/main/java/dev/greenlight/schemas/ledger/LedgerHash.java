package dev.greenlight.schemas.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over parts that cannot run into each other, each use with a name of its own in front. */
final class LedgerHash {

    /** In bytes, of every hash and every salt. */
    static final int LENGTH = 32;

    private static final String FACT = "greenlight.ledger.1.fact";
    private static final String START = "greenlight.ledger.1.start";
    private static final String COMMITMENT = "greenlight.ledger.1.commitment";
    private static final String SALT = "greenlight.ledger.1.salt";

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(1_024);

    private LedgerHash(String use) {
        text(use);
    }

    /** The bytes whose SHA-256 is the hash of a fact. */
    static byte[] factBytes(byte[] previousHash, CanonicalFact fact) {
        var hash = new LedgerHash(FACT).bytes(previousHash);
        fact.leaves().forEach((path, value) -> hash.text(path).bytes(value));
        return hash.parts.toByteArray();
    }

    /**
     * What the first fact of a chain has in the place of a hash before it. The address stands in it as a commitment:
     * the hash of a bare phone number would give it away to anybody who tries them all.
     */
    static byte[] start(String tenant, String channel, byte[] addressCommitment, long sequence) {
        return new LedgerHash(START)
                .text(tenant)
                .text(channel)
                .bytes(addressCommitment)
                .number(sequence)
                .sha256();
    }

    /** What stands for a personal text in the hash: says nothing about it to whoever does not have the salt. */
    static byte[] commitment(byte[] fieldSalt, String value) {
        return new LedgerHash(COMMITMENT).bytes(fieldSalt).text(value).sha256();
    }

    /** A salt of its own for each field, so that one field can be erased and the others still be shown to be true. */
    static byte[] fieldSalt(byte[] factSalt, String path) {
        return new LedgerHash(SALT).bytes(factSalt).text(path).sha256();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** A text with its length before it. */
    static byte[] framed(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + utf8.length)
                .putInt(utf8.length)
                .put(utf8)
                .array();
    }

    private LedgerHash text(String text) {
        return bytes(framed(text));
    }

    private LedgerHash number(long number) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private LedgerHash bytes(byte[] bytes) {
        parts.writeBytes(bytes);
        return this;
    }

    private byte[] sha256() {
        return sha256(parts.toByteArray());
    }
}
