package dev.greenlight.schemas.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One fact of an export. It is read without knowing which fields facts have: whatever is on the line is hashed, so a
 * field that was slipped in is found, and facts of later releases can be verified.
 *
 * @param tenant empty where the line has none
 * @param channel empty where the line has none
 * @param sequence of the fact; 0 where the line has none
 * @param canonical its leaves
 * @param personal the personal texts that are there, by path
 * @param link null for a fact from before there were chains
 */
record ExportedFact(
        String tenant,
        String channel,
        long sequence,
        CanonicalFact canonical,
        SortedMap<String, String> personal,
        @Nullable Link link) {

    private static final String LINK = "link";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+");
    private static final Set<String> LINK_FIELDS = Set.of("form", "previousHash", "hash", "commitments");
    private static final Set<String> COMMITMENT_FIELDS = Set.of("salt", "commitment");

    /** What the fact says of its place in the chain. */
    record Link(byte[] previousHash, byte[] hash, SortedMap<String, Committed> commitments) {}

    /**
     * What stands for a personal field.
     *
     * @param salt null where the field was erased
     */
    record Committed(byte @Nullable [] salt, byte[] commitment) {}

    /** @throws UnreadableExportException if the line is no fact, or one of a form that is newer than this verifier */
    static ExportedFact of(JsonNode line) {
        if (!line.isObject()) {
            throw new UnreadableExportException("is no JSON object");
        }
        Link link = line.hasNonNull(LINK) ? link(line.get(LINK)) : null;
        var canonical = new CanonicalFact();
        var personal = new TreeMap<String, String>();
        Set<String> committed = link == null ? Set.of() : link.commitments.keySet();
        for (Map.Entry<String, JsonNode> field : line.properties()) {
            if (!field.getKey().equals(LINK)) {
                read(checkedName(field.getKey()), field.getValue(), committed, canonical, personal);
            }
        }
        if (link != null) {
            link.commitments.forEach((path, of) -> canonical.committed(path, of.commitment));
        }
        return new ExportedFact(
                line.path("tenant").asText(),
                line.path("channel").asText(),
                line.path("sequence").asLong(),
                canonical,
                personal,
                link);
    }

    /** Null where it is not in the export. */
    @Nullable String address() {
        return personal.get(ConsentFacts.ADDRESS);
    }

    /** Whether it says of itself that a chain begins with it. */
    boolean begins() {
        Committed address = link == null ? null : link.commitments.get(ConsentFacts.ADDRESS);
        return link != null
                && address != null
                && Arrays.equals(link.previousHash, LedgerHash.start(tenant, channel, address.commitment, sequence));
    }

    /** Whether what is there of the field is what was committed to; an erased field is neither there nor has a salt. */
    boolean keepsCommitment(String path, Committed committed) {
        String text = personal.get(path);
        if (text == null || committed.salt == null) {
            return text == null && committed.salt == null;
        }
        return Arrays.equals(LedgerHash.commitment(committed.salt, text), committed.commitment);
    }

    private static void read(
            String path,
            JsonNode value,
            Set<String> committed,
            CanonicalFact canonical,
            SortedMap<String, String> personal) {
        if (committed.contains(path)) {
            // an erased text is null or empty
            if (!value.isNull() && !text(value).isEmpty()) {
                personal.put(path, text(value));
            }
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                read(path + '.' + checkedName(field.getKey()), field.getValue(), committed, canonical, personal);
            }
        } else if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(item -> texts.add(text(item)));
            canonical.texts(path, texts);
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            canonical.number(path, value.longValue());
        } else if (!value.isNull()) {
            canonical.text(path, text(value));
        }
    }

    /** Half a surrogate pair has no UTF-8: two different texts would have the same bytes. */
    private static String text(JsonNode value) {
        String text = value.textValue();
        if (text == null || !new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text)) {
            throw new UnreadableExportException("has a value of a kind that facts do not have");
        }
        return text;
    }

    /** A dot would make two different lines look the same. */
    private static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UnreadableExportException("has a field whose name is none");
        }
        return name;
    }

    private static Link link(JsonNode link) {
        requireOnly(link, LINK_FIELDS);
        if (link.path("form").asInt() != LedgerChain.FORM) {
            throw new UnreadableExportException("is in another form than " + LedgerChain.FORM
                    + ", the only one that this version knows: verify it with the newest");
        }
        var commitments = new TreeMap<String, Committed>();
        for (Map.Entry<String, JsonNode> field : link.path("commitments").properties()) {
            JsonNode committed = field.getValue();
            requireOnly(committed, COMMITMENT_FIELDS);
            byte[] salt = committed.hasNonNull("salt") ? hash(committed.path("salt")) : null;
            commitments.put(field.getKey(), new Committed(salt, hash(committed.path("commitment"))));
        }
        return new Link(hash(link.path("previousHash")), hash(link.path("hash")), commitments);
    }

    private static void requireOnly(JsonNode object, Set<String> names) {
        if (!object.isObject()) {
            throw new UnreadableExportException("has a link that is none");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!names.contains(field.getKey())) {
                throw new UnreadableExportException("has a field in its link that links do not have");
            }
        }
    }

    private static byte[] hash(JsonNode value) {
        try {
            byte[] hash = HexFormat.of().parseHex(value.asText());
            if (hash.length == LedgerHash.LENGTH) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new UnreadableExportException("has a hash that is not 64 hexadecimal digits");
    }
}
