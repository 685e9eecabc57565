package dev.greenlight.schemas.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.ConsentOutcome;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.EmailAct;
import dev.greenlight.schemas.consent.EmailEvidence;
import dev.greenlight.schemas.consent.EmailSuppressionReason;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.consent.OptInRequestEvidence;
import dev.greenlight.schemas.consent.OptInSource;
import dev.greenlight.schemas.consent.OptOutMeans;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.RecordedOptOutEvidence;
import dev.greenlight.schemas.consent.ReviewEvidence;
import dev.greenlight.schemas.consent.ReviewReading;
import dev.greenlight.schemas.consent.TextEvidence;
import dev.greenlight.schemas.serde.TrustedEventTypes;
import dev.greenlight.schemas.sms.GatewayHint;
import dev.greenlight.schemas.sms.TimeSource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Facts about one number, and their export as consent-service writes it. */
final class Facts {

    static {
        TrustedEventTypes.trust();
    }

    static final String NUMBER = "+15555550123";
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private Facts() {}

    /** A fact with every field filled, without its link. */
    static ConsentChanged full(String number, long sequence) {
        Instant at = BEGIN.plusMillis(sequence * 1_500);
        return new ConsentChanged(
                "consent:test:" + sequence,
                "acme",
                Channel.SMS,
                number,
                sequence,
                sequence % 2 == 0 ? ConsentOutcome.REVOKED : ConsentOutcome.GRANTED,
                List.of("FIRST_REASON", "SECOND_REASON"),
                ConsentStatus.NEVER_ASKED,
                ConsentStatus.OPTED_IN,
                OptOutScope.NONE,
                at,
                new TextEvidence(
                        "test:" + sequence,
                        "test",
                        "SM" + sequence,
                        "+15555550100",
                        "Yes, s\u00ed \uD83D\uDE00",
                        "YES",
                        "default-vocabulary",
                        at,
                        TimeSource.GATEWAY,
                        3,
                        16 + sequence,
                        GatewayHint.START),
                new ReviewEvidence(
                        ReviewReading.CONVERSATION, List.of("test:1", "test:2"), "front desk", "Called back.", at),
                new OptInRequestEvidence(
                        "r1", OptInSource.WEB_FORM, "v3", "Form 7", "Ann at the desk", at, at.plusSeconds(60)),
                new RecordedOptOutEvidence(
                        "o1",
                        OptOutMeans.LETTER,
                        OptOutScope.MARKETING,
                        "Letter 3",
                        "Bob in the back",
                        at.plusMillis(7)),
                new EmailEvidence(
                        EmailAct.SUPPRESS,
                        EmailSuppressionReason.BOUNCE,
                        EmailSuppressionReason.UNSUBSCRIBE,
                        "offers",
                        "Bea",
                        "Asked by phone.",
                        "https://mail.example.com/email-opt-in/AgE",
                        "198.51.100.7",
                        "A browser"),
                null);
    }

    static byte[] salt(long sequence) {
        byte[] salt = new byte[32];
        Arrays.fill(salt, (byte) sequence);
        return salt;
    }

    static ConsentChanged linked(ConsentChanged fact, @Nullable ConsentChanged before) {
        LedgerLink link = before == null ? null : before.getLink();
        return ConsentChanged.newBuilder(fact)
                .setLink(LedgerChain.link(fact, salt(fact.getSequence()), link == null ? null : link.getHash()))
                .build();
    }

    /** Facts 1 to n, of which the first so many are older than the chain. */
    static List<ConsentChanged> chain(int facts, int older) {
        List<ConsentChanged> chain = new ArrayList<>();
        for (int sequence = 1; sequence <= facts; sequence++) {
            ConsentChanged fact = full(NUMBER, sequence);
            if (sequence % 3 == 0) {
                fact = ConsentChanged.newBuilder(fact)
                        .setReview(null)
                        .setRequest(null)
                        .setOptOut(null)
                        .build();
            }
            chain.add(sequence <= older ? fact : linked(fact, sequence == 1 ? null : chain.getLast()));
        }
        return chain;
    }

    /** The lines of an export, parsed. */
    static List<JsonNode> export(List<ConsentChanged> chain) {
        List<JsonNode> lines = new ArrayList<>();
        chain.forEach(fact -> lines.add(line(fact)));
        LedgerLink last = chain.isEmpty() ? null : chain.getLast().getLink();
        var end = JsonNodeFactory.instance.objectNode();
        end.putObject("end").put("facts", chain.size()).put("head", last == null ? null : hex(last.getHash()));
        lines.add(end);
        return lines;
    }

    /** The lines of an export as they stand in a file. */
    static List<String> texts(List<JsonNode> lines) {
        return lines.stream().map(JsonNode::toString).toList();
    }

    /** Parsed again, so that nothing of the original is shared. */
    static List<JsonNode> copy(List<JsonNode> lines) {
        List<JsonNode> copies = new ArrayList<>();
        lines.forEach(line -> copies.add(line.deepCopy()));
        return copies;
    }

    static ObjectNode line(ConsentChanged fact) {
        ObjectNode line = object(fact);
        LedgerLink link = fact.getLink();
        if (link == null) {
            line.putNull("link");
            return line;
        }
        ObjectNode json = line.putObject("link");
        json.put("form", link.getForm());
        json.put("previousHash", hex(link.getPreviousHash()));
        json.put("hash", hex(link.getHash()));
        ObjectNode commitments = json.putObject("commitments");
        LedgerChain.commitments(fact)
                .forEach((path, of) -> commitments
                        .putObject(path)
                        .put("salt", HexFormat.of().formatHex(of.salt()))
                        .put("commitment", HexFormat.of().formatHex(of.commitment())));
        return line;
    }

    static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static ObjectNode object(SpecificRecord record) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            if (!field.name().equals("link")) {
                json.set(field.name(), value(record.get(field.pos())));
            }
        }
        return json;
    }

    private static JsonNode value(@Nullable Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case SpecificRecord record -> object(record);
            case List<?> list -> {
                ArrayNode array = json.arrayNode();
                list.forEach(item -> array.add(value(item)));
                yield array;
            }
            case Number number -> json.numberNode(number.longValue());
            case null -> json.nullNode();
            default -> json.textNode(value.toString());
        };
    }
}
