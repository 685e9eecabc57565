package dev.greenlight.schemas.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.LedgerLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerVerificationTest {

    private static final int SEEDS = 400;

    private final List<ConsentChanged> chain = Facts.chain(6, 0);
    private final List<JsonNode> lines = Facts.export(chain);

    @Test
    void whatTheLedgerLeftHolds() {
        LedgerVerification verification = verify(lines, null);

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.summary()).isEqualTo("facts: 6, sequence 1 to 6");
        assertThat(verification.head()).isEqualTo(hashOf(chain.getLast()));
        assertThat(DocumentedVerifier.holds(lines)).isTrue();
    }

    @Test
    void aNumberThatNobodyHasHeardFromHasAnExportToo() {
        assertThat(verify(Facts.export(List.of()), null).findings()).isEmpty();
        assertThat(verify(Facts.export(List.of()), hashOf(chain.getLast())).findings())
                .hasSize(1);
    }

    /** The second verifier, which was written from the document, finds the same. */
    @ParameterizedTest
    @EnumSource
    void whateverIsDoneToAnExportIsFound(Tampering tampering) {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<JsonNode> original = Facts.export(Facts.chain(1 + random.nextInt(6), 0));
            List<JsonNode> tampered = Facts.copy(original);
            tampering.apply(tampered, random);
            if (tampered.equals(original)) {
                continue;
            }

            assertThat(isFound(tampered)).as("seed %d", seed).isTrue();
            assertThat(DocumentedVerifier.holds(tampered)).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void aChangedFactIsNamed() {
        object(2).put("outcome", "GRANTED".equals(object(2).get("outcome").asText()) ? "REVOKED" : "GRANTED");

        assertThat(verify(lines, null).findings())
                .containsExactly("line 3, sequence 3: was changed: its fields do not give its hash");
    }

    @Test
    void aChangedPersonalFieldIsToldFromOtherFields() {
        ((ObjectNode) object(2).get("evidence")).put("text", "No");

        assertThat(verify(lines, null).findings())
                .containsExactly("line 3, sequence 3: was changed: a personal field is not what was committed to");
    }

    @Test
    void aDroppedFactIsNamed() {
        lines.remove(3);

        assertThat(verify(lines, null).findings())
                .contains(
                        "line 4, sequence 5: 1 missing before it: 4 comes next",
                        "line 4, sequence 5: does not follow the fact before it: the hash that it names is another one",
                        "line 6: the end of the export counts other facts than there are");
    }

    @Test
    void whoAlsoMakesUpTheHashIsFoundByTheFactAfterIt() {
        ConsentChanged changed = Facts.linked(
                ConsentChanged.newBuilder(chain.get(2))
                        .setReasons(List.of("MADE_UP"))
                        .build(),
                chain.get(1));
        lines.set(2, Facts.line(changed));

        assertThat(verify(lines, null).findings())
                .containsExactly("line 4, sequence 4: does not follow the fact before it:"
                        + " the hash that it names is another one");
    }

    @Test
    void whoMakesUpTheWholeChainIsFoundByAKnownHead() {
        List<JsonNode> other = Facts.export(otherChain());
        String known = hashOf(chain.get(3));

        assertThat(verify(other, null).findings()).isEmpty();
        assertThat(verify(other, known).findings())
                .containsExactly("after line 7: the known head is not among the facts:"
                        + " some are missing, or the chain was made anew");
        assertThat(verify(lines, known).findings()).isEmpty();
        assertThat(verify(lines, known.toUpperCase(Locale.ROOT)).findings()).isEmpty();
    }

    @Test
    void whatIsCutOffWithANewEndIsFoundByAKnownHead() {
        List<JsonNode> shorter = Facts.export(chain.subList(0, 4));

        assertThat(verify(shorter, null).findings()).isEmpty();
        assertThat(verify(shorter, hashOf(chain.getLast())).findings()).hasSize(1);
    }

    @Test
    void erasedFieldsLeaveTheChainAsItWas() {
        for (int line = 0; line < 6; line++) {
            erase(line, "address");
            erase(line, "evidence.text");
        }
        erase(0, "review.reviewer");

        LedgerVerification verification = verify(lines, null);
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.summary()).isEqualTo("facts: 6, sequence 1 to 6; personal fields erased: 13");
        assertThat(DocumentedVerifier.holds(lines)).isTrue();
    }

    @Test
    void aTextThatIsPutInThePlaceOfAnErasedOneIsFound() {
        erase(1, "evidence.text");
        ((ObjectNode) object(1).get("evidence")).put("text", "YES PLEASE");

        assertThat(verify(lines, null).findings()).hasSize(1).first().asString().startsWith("line 2");
    }

    @Test
    void factsFromBeforeTheChainAreToldAndNotProved() {
        List<JsonNode> late = Facts.export(Facts.chain(6, 2));

        LedgerVerification verification = verify(late, null);
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.summary())
                .isEqualTo("facts: 6, sequence 1 to 6; older than the chain, which does not prove them: 2");
        assertThat(DocumentedVerifier.holds(late)).isTrue();
        late.remove(0);
        assertThat(verify(late, null).findings()).isNotEmpty();
    }

    @Test
    void aChainThatBeginsAgainInTheMiddleIsFound() {
        lines.set(3, Facts.line(Facts.linked(chain.get(3), null)));

        assertThat(verify(lines, null).findings())
                .contains("line 4, sequence 4: begins another chain, which proves nothing about the facts before it");
    }

    @Test
    void aLinkThatWasTakenAwayIsFound() {
        object(2).putNull("link");

        assertThat(verify(lines, null).findings())
                .contains("line 3, sequence 3: has no link, although the fact before it has one");
    }

    @Test
    void factsOfAnotherNumberAreFound() {
        ConsentChanged stranger = Facts.linked(Facts.full("+15555550199", 4), chain.get(2));
        lines.set(3, Facts.line(stranger));

        assertThat(verify(lines, null).findings())
                .contains("line 4, sequence 4: is about another address than the first");
    }

    @Test
    void aTextThatHasNoBytesIsNotTakenForAnother() {
        object(0).put("eventId", "\uD83D");

        assertThatThrownBy(() -> verify(lines, null)).isInstanceOf(UnreadableExportException.class);
    }

    @Test
    void aFieldCannotPassForAnotherByADotInItsName() {
        ObjectNode evidence = (ObjectNode) object(0).get("evidence");
        object(0).set("evidence.to", evidence.remove("to"));

        assertThatThrownBy(() -> verify(lines, null)).isInstanceOf(UnreadableExportException.class);
    }

    @Test
    void aFormOfANewerVersionIsNotJudged() {
        ((ObjectNode) object(0).get("link")).put("form", 2);

        assertThatThrownBy(() -> verify(lines, null)).hasMessageContaining("in another form");
    }

    private List<ConsentChanged> otherChain() {
        List<ConsentChanged> other = new ArrayList<>();
        for (ConsentChanged fact : chain) {
            ConsentChanged changed = ConsentChanged.newBuilder(fact)
                    .setReasons(List.of("MADE_UP"))
                    .build();
            other.add(Facts.linked(changed, other.isEmpty() ? null : other.getLast()));
        }
        return other;
    }

    private ObjectNode object(int line) {
        return (ObjectNode) lines.get(line);
    }

    /** As an erasure would: the text goes, and the salt with it. */
    private void erase(int line, String path) {
        int dot = path.indexOf('.');
        ObjectNode parent = dot < 0 ? object(line) : (ObjectNode) object(line).get(path.substring(0, dot));
        parent.putNull(path.substring(dot + 1));
        ((ObjectNode) object(line).at("/link/commitments").get(path)).remove("salt");
    }

    private static boolean isFound(List<JsonNode> lines) {
        try {
            return !verify(lines, null).findings().isEmpty();
        } catch (UnreadableExportException e) {
            return true;
        }
    }

    private static LedgerVerification verify(List<JsonNode> lines, @Nullable String head) {
        var verification = new LedgerVerification(head);
        lines.forEach(verification::add);
        verification.finish();
        return verification;
    }

    private static String hashOf(ConsentChanged fact) {
        LedgerLink link = Objects.requireNonNull(fact.getLink());
        return Facts.hex(link.getHash());
    }
}
