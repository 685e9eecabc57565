package dev.greenlight.schemas.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A second verifier, written from docs/ledger.md alone: it uses nothing of the product. */
final class DocumentedVerifier {

    private byte @Nullable [] previous;

    private DocumentedVerifier() {}

    /** Whether the chain holds. */
    static boolean holds(List<JsonNode> lines) {
        var verifier = new DocumentedVerifier();
        for (int i = 0; i < lines.size() - 1; i++) {
            if (!verifier.takes(lines.get(i), i + 1)) {
                return false;
            }
        }
        JsonNode end = lines.isEmpty() ? null : lines.getLast().get("end");
        String head = verifier.previous == null ? null : HexFormat.of().formatHex(verifier.previous);
        return end != null
                && lines.getLast().size() == 1
                && end.size() == 2
                && end.path("facts").asInt(-1) == lines.size() - 1
                && (head == null
                        ? end.path("head").isNull()
                        : head.equals(end.path("head").textValue()));
    }

    private boolean takes(JsonNode fact, int sequence) {
        JsonNode link = fact.path("link");
        if (fact.path("sequence").asInt() != sequence || link.isNull()) {
            return link.isNull() && previous == null && fact.path("sequence").asInt() == sequence;
        }
        if (link.size() != 4) {
            return false;
        }
        var leaves = new TreeMap<String, byte[]>();
        JsonNode commitments = link.path("commitments");
        fact.properties().forEach(field -> {
            if (!field.getKey().equals("link")) {
                leaves(field.getKey(), field.getValue(), commitments, leaves);
            }
        });
        for (var field : commitments.properties()) {
            byte[] commitment = unhex(field.getValue().path("commitment"));
            JsonNode plain = fact.at("/" + field.getKey().replace('.', '/'));
            JsonNode salt = field.getValue().path("salt");
            boolean erased = !salt.isTextual();
            if (field.getValue().size() > 2) {
                return false;
            }
            boolean kept = !erased
                    && plain.isTextual()
                    && Arrays.equals(commitment, sha("commitment", unhex(salt), text(plain.textValue())));
            if (erased ? plain.isTextual() : !kept) {
                return false;
            }
            leaves.put(field.getKey(), joined(new byte[] {'c'}, commitment));
        }
        byte[] before = previous;
        if (before == null) {
            before = sha(
                    "start",
                    text(fact.path("tenant").asText()),
                    text(fact.path("channel").asText()),
                    unhex(commitments.path("address").path("commitment")),
                    ByteBuffer.allocate(8).putLong(sequence).array());
        }
        var body = new ByteArrayOutputStream();
        leaves.forEach((path, value) -> body.writeBytes(joined(text(path), value)));
        previous = sha("fact", before, body.toByteArray());
        return link.path("form").asInt() == 1
                && Arrays.equals(before, unhex(link.path("previousHash")))
                && Arrays.equals(previous, unhex(link.path("hash")));
    }

    private static void leaves(String path, JsonNode value, JsonNode commitments, SortedMap<String, byte[]> leaves) {
        if (commitments.has(path)
                || value.isNull()
                || (value.isValueNode() && value.asText().isEmpty())) {
            return;
        }
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> leaves(path + "." + field.getKey(), field.getValue(), commitments, leaves));
        } else if (value.isNumber()) {
            leaves.put(
                    path,
                    ByteBuffer.allocate(9)
                            .put((byte) 'i')
                            .putLong(value.asLong())
                            .array());
        } else if (value.isTextual()) {
            leaves.put(path, joined(new byte[] {'s'}, text(value.textValue())));
        } else if (!value.isEmpty()) {
            byte[] list =
                    ByteBuffer.allocate(5).put((byte) 'l').putInt(value.size()).array();
            for (JsonNode item : value) {
                list = joined(list, text(item.textValue()));
            }
            leaves.put(path, list);
        }
    }

    private static byte[] sha(String use, byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(joined(text("greenlight.ledger.1." + use), joined(parts)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return joined(ByteBuffer.allocate(4).putInt(utf8.length).array(), utf8);
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** What is no hash equals none. */
    private static byte[] unhex(JsonNode hex) {
        String digits = hex.asText();
        return digits.matches("[0-9a-f]{64}") ? HexFormat.of().parseHex(digits) : new byte[0];
    }
}
