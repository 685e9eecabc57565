package dev.greenlight.schemas.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.LedgerLink;
import dev.greenlight.schemas.serde.TrustedEventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The fixed values were computed by another program, from docs/ledger.md. */
class LedgerChainTest {

    private static final byte[] NINES = new byte[32];

    static {
        TrustedEventTypes.trust();
        Arrays.fill(NINES, (byte) 9);
    }

    @Test
    void canonicalBytesAreTheDocumentedOnes() {
        var fact = new CanonicalFact();
        fact.committed("d", NINES);
        fact.texts("c", List.of("X", "YZ"));
        fact.number("b", 7);
        fact.text("a", "\u00e9");
        fact.text("empty", "");
        fact.text("absent", null);
        fact.texts("none", List.of());

        assertThat(HexFormat.of().formatHex(LedgerHash.factBytes(new byte[32], fact)))
                .isEqualTo("00000018677265656e6c696768742e6c65646765722e312e66616374" + "00".repeat(32)
                        + "00000001617300000002c3a9" + "0000000162690000000000000007"
                        + "00000001636c00000002000000015800000002595a" + "000000016463" + "09".repeat(32));
        assertThat(HexFormat.of().formatHex(fact.hash(new byte[32])))
                .isEqualTo("f15cbd0f38a0ea014f891a8445ce51102896b119ebdb095586aecd79013e1a61");
    }

    @Test
    void startCommitmentAndSaltAreTheDocumentedOnes() {
        assertThat(HexFormat.of().formatHex(LedgerHash.start("acme", "SMS", NINES, 4)))
                .isEqualTo("8cbb1c4ab35604a7fcff675d0ac6b505f533d5b7d950b605459f37c7f21c940a");
        assertThat(HexFormat.of().formatHex(LedgerHash.commitment(new byte[32], "STOP")))
                .isEqualTo("09c7a18cd6ebf1725d36b00b049c9e458b96816c21450848bf5ef4e297ecfaaf");
        assertThat(HexFormat.of().formatHex(LedgerHash.fieldSalt(new byte[32], "evidence.text")))
                .isEqualTo("6343dc178a20e88d5599f6b2ad969441cd96c506ec0637107d80a55682a6ddbb");
    }

    @Test
    void exampleFactHasTheHashThatAnotherProgramGaveIt() throws IOException {
        ConsentChanged example = example();
        LedgerLink link = Objects.requireNonNull(example.getLink());

        assertThat(Facts.hex(link.getPreviousHash()))
                .isEqualTo("860aa557f5934a1eaf513a08106cbb8e650b9ac5bbb2ec633dbc065ee2283a32");
        assertThat(Facts.hex(link.getHash()))
                .isEqualTo("6215c4db032ad0f7dcbd3b4b0a4b0c428c7c708a7256c2716375f9c22f4b0f2a");
        assertThat(LedgerChain.isIntact(example)).isTrue();
        assertThat(LedgerChain.begins(example)).isTrue();
    }

    @Test
    void everyFieldOfAFactIsInItsHash() {
        ConsentChanged fact =
                Facts.linked(Facts.full(Facts.NUMBER, 7), Facts.chain(6, 0).getLast());
        assertThat(LedgerChain.isIntact(fact)).isTrue();
        List<ConsentChanged> changed = new ArrayList<>();
        changeEach(fact, List.of(), fact, changed);

        assertThat(changed)
                .hasSize(50)
                .allSatisfy(other ->
                        assertThat(LedgerChain.isIntact(other)).as("%s", other).isFalse());
    }

    @Test
    void aFactIsLinkedToTheOneBeforeItAndTheFirstToItsAddress() {
        List<ConsentChanged> chain = Facts.chain(3, 0);

        assertThat(chain).allMatch(LedgerChain::isIntact);
        assertThat(chain).extracting(LedgerChain::begins).containsExactly(true, false, false);
        assertThat(Objects.requireNonNull(chain.get(1).getLink()).getPreviousHash())
                .isEqualTo(Objects.requireNonNull(chain.get(0).getLink()).getHash());
    }

    @Test
    void aChainBeginsInTheMiddleWhereTheFactBeforeHasNoHash() {
        List<ConsentChanged> chain = Facts.chain(4, 2);

        assertThat(chain).extracting(LedgerChain::begins).containsExactly(false, false, true, false);
        assertThat(LedgerChain.isIntact(chain.get(1))).isFalse();
        assertThat(LedgerChain.commitments(chain.get(1))).isEmpty();
    }

    @Test
    void theSameFactGivesTheSameLinkAgain() {
        ConsentChanged fact = Facts.full(Facts.NUMBER, 1);

        assertThat(LedgerChain.link(fact, Facts.salt(1), null)).isEqualTo(LedgerChain.link(fact, Facts.salt(1), null));
    }

    @Test
    void anErasedFactKeepsItsHashAndNothingPersonal() {
        List<ConsentChanged> chain =
                Facts.chain(3, 0).stream().map(fact -> Facts.linked(fact, null)).toList();

        for (ConsentChanged fact : chain) {
            ConsentChanged erased = LedgerChain.erased(fact);

            assertThat(LedgerChain.isIntact(erased)).isTrue();
            assertThat(LedgerChain.begins(erased)).isEqualTo(LedgerChain.begins(fact));
            assertThat(LedgerChain.commitments(erased).keySet())
                    .isEqualTo(LedgerChain.commitments(fact).keySet());
            assertThat(LedgerChain.commitments(erased).values()).allMatch(of -> of.salt() == null);
            assertThat(LedgerChain.erased(erased)).isEqualTo(erased);
            LedgerChain.commitments(fact)
                    .keySet()
                    .forEach(path -> assertThat(valueAt(erased, path)).as(path).isEqualTo(""));
        }
    }

    @Test
    void nothingButTheSaltTellsThatTwoFactsAreAboutOneNumber() {
        ConsentChanged one = Facts.linked(Facts.full(Facts.NUMBER, 1), null);
        ConsentChanged other = ConsentChanged.newBuilder(one)
                .setLink(LedgerChain.link(one, Facts.salt(2), null))
                .build();

        assertThat(addressIn(one)).isNotEqualTo(addressIn(other));
        assertThat(Objects.requireNonNull(one.getLink()).getPreviousHash())
                .isNotEqualTo(Objects.requireNonNull(other.getLink()).getPreviousHash());
    }

    @Test
    void everyPersonalFieldStandsInTheHashAsACommitmentOnly() {
        ConsentChanged fact = Facts.linked(Facts.full(Facts.NUMBER, 1), null);

        assertThat(LedgerChain.commitments(fact))
                .containsOnlyKeys(
                        "address",
                        "email.confirmUrl",
                        "email.doneBy",
                        "email.ipAddress",
                        "email.note",
                        "email.userAgent",
                        "evidence.keyword",
                        "evidence.text",
                        "optOut.evidence",
                        "optOut.recordedBy",
                        "request.askedBy",
                        "request.evidence",
                        "review.note",
                        "review.reviewer");
        byte[] hashed = LedgerHash.factBytes(new byte[32], ConsentFacts.canonical(fact, LedgerChain.commitments(fact)));
        assertThat(new String(hashed, StandardCharsets.UTF_8))
                .doesNotContain(
                        Facts.NUMBER,
                        "Yes, s",
                        "front desk",
                        "Called back",
                        "Form 7",
                        "Ann at",
                        "Letter 3",
                        "Bob in",
                        "Bea",
                        "Asked");
    }

    private static byte[] addressIn(ConsentChanged fact) {
        return Objects.requireNonNull(LedgerChain.commitments(fact).get("address"))
                .commitment();
    }

    /** A copy for each leaf of the record, in which that leaf alone is another one. */
    private static void changeEach(
            ConsentChanged fact, List<Integer> path, SpecificRecord record, List<ConsentChanged> changed) {
        for (Schema.Field field : record.getSchema().getFields()) {
            if (path.isEmpty() && field.name().equals("link")) {
                continue;
            }
            List<Integer> here = new ArrayList<>(path);
            here.add(field.pos());
            Object value = record.get(field.pos());
            assertThat(value).as("%s is filled", field.name()).isNotNull();
            if (value instanceof SpecificRecord inner) {
                changeEach(fact, here, inner, changed);
            } else {
                ConsentChanged copy =
                        SpecificData.getForClass(ConsentChanged.class).deepCopy(ConsentChanged.getClassSchema(), fact);
                SpecificRecord parent = copy;
                for (int position : path) {
                    parent = (SpecificRecord) parent.get(position);
                }
                parent.put(field.pos(), other(value));
                changed.add(copy);
            }
        }
    }

    private static Object other(Object value) {
        return switch (value) {
            case Instant time -> time.plusMillis(1);
            case Long number -> number + 1;
            case Integer number -> number + 1;
            case List<?> list -> list.subList(0, list.size() - 1);
            case Enum<?> constant -> {
                Object[] all = constant.getDeclaringClass().getEnumConstants();
                yield all[(constant.ordinal() + 1) % all.length];
            }
            default -> value + "x";
        };
    }

    private static ConsentChanged example() throws IOException {
        Schema schema = ConsentChanged.getClassSchema();
        try (InputStream json = Objects.requireNonNull(
                LedgerChainTest.class.getResourceAsStream("/schema-examples/consent/ConsentChanged/v7.json"))) {
            return new SpecificDatumReader<ConsentChanged>(
                            schema, schema, SpecificData.getForClass(ConsentChanged.class))
                    .read(null, DecoderFactory.get().jsonDecoder(schema, json));
        }
    }

    private static Object valueAt(ConsentChanged fact, String path) {
        SpecificRecord at = fact;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            at = (SpecificRecord) at.get(at.getSchema().getField(names[i]).pos());
        }
        return at.get(at.getSchema().getField(names[names.length - 1]).pos());
    }
}
