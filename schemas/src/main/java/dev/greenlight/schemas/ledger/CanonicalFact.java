package dev.greenlight.schemas.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fact taken apart into what is hashed: its leaves by their paths. What is not there and what is empty is no leaf, so
 * a field that is added later leaves the hashes of older facts alone.
 */
final class CanonicalFact {

    private final SortedMap<String, byte[]> leaves = new TreeMap<>();

    /** The values with their kinds, in the order of the paths. */
    SortedMap<String, byte[]> leaves() {
        return Collections.unmodifiableSortedMap(leaves);
    }

    void text(String path, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            leaves.put(path, ofKind('s', LedgerHash.framed(text)));
        }
    }

    /** As it is written in JSON. */
    void time(String path, @Nullable Instant time) {
        text(path, time == null ? null : time.toString());
    }

    void name(String path, @Nullable Enum<?> value) {
        text(path, value == null ? null : value.name());
    }

    void number(String path, long number) {
        leaves.put(
                path,
                ofKind('i', ByteBuffer.allocate(Long.BYTES).putLong(number).array()));
    }

    void texts(String path, List<String> texts) {
        if (!texts.isEmpty()) {
            var items = new ByteArrayOutputStream();
            items.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(texts.size()).array());
            texts.forEach(text -> items.writeBytes(LedgerHash.framed(text)));
            leaves.put(path, ofKind('l', items.toByteArray()));
        }
    }

    /** A personal text, which itself is not hashed. */
    void committed(String path, byte[] commitment) {
        leaves.put(path, ofKind('c', commitment));
    }

    byte[] hash(byte[] previousHash) {
        return LedgerHash.sha256(LedgerHash.factBytes(previousHash, this));
    }

    private static byte[] ofKind(char kind, byte[] value) {
        return ByteBuffer.allocate(1 + value.length).put((byte) kind).put(value).array();
    }
}
