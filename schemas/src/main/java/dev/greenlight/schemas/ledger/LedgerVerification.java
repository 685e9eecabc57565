package dev.greenlight.schemas.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.schemas.ledger.ExportedFact.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows the export of one address from its first line to its last and writes down everything that is not as the
 * ledger left it.
 */
public final class LedgerVerification {

    private static final String END = "end";

    private final byte @Nullable [] knownHead;
    private final List<String> findings = new ArrayList<>();

    private int lines;
    private int facts;
    private int older;
    private int erased;
    private @Nullable ExportedFact first;
    private @Nullable ExportedFact last;
    private boolean ended;
    private boolean knownHeadFound;

    /**
     * @param knownHead a hash that the chain is known to have had at its end once; null where none is known
     * @throws IllegalArgumentException if it is not 64 hexadecimal digits
     */
    public LedgerVerification(@Nullable String knownHead) {
        this.knownHead = knownHead == null ? null : HexFormat.of().parseHex(knownHead);
        if (this.knownHead != null && this.knownHead.length != LedgerHash.LENGTH) {
            throw new IllegalArgumentException("A hash has 64 hexadecimal digits");
        }
    }

    /** @throws UnreadableExportException if the line is neither a fact nor the end of an export */
    public void add(JsonNode line) {
        lines++;
        if (ended) {
            findings.add("line " + lines + ": comes after the end of the export");
        }
        if (line.size() == 1 && line.has(END)) {
            end(line.get(END));
            return;
        }
        ExportedFact fact = ExportedFact.of(line);
        facts++;
        inSequence(fact);
        sameAddress(fact);
        Link link = fact.link();
        if (link == null) {
            withoutLink(fact);
        } else {
            unchanged(fact, link);
            follows(fact, link);
            knownHeadFound |= Arrays.equals(link.hash(), knownHead);
        }
        last = fact;
    }

    /** Says that there are no more lines. */
    public void finish() {
        if (!ended) {
            findings.add("after line " + lines + ": the export was cut off, it has no end");
        }
        if (knownHead != null && !knownHeadFound) {
            findings.add("after line " + lines
                    + ": the known head is not among the facts: some are missing, or the chain was made anew");
        }
    }

    /** Every one, in the order of the lines; empty where the chain holds. They hold no personal data. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** What was read, for a person. */
    public String summary() {
        if (last == null) {
            return "facts: 0";
        }
        return "facts: " + facts + ", sequence " + Objects.requireNonNull(first).sequence() + " to " + last.sequence()
                + (older == 0 ? "" : "; older than the chain, which does not prove them: " + older)
                + (erased == 0 ? "" : "; personal fields erased: " + erased);
    }

    /** In hexadecimal digits, the hash of the last fact; to be compared with one that was noted down elsewhere. */
    public @Nullable String head() {
        Link link = last == null ? null : last.link();
        return link == null ? null : HexFormat.of().formatHex(link.hash());
    }

    private void end(JsonNode end) {
        if (end.size() != 2 || !end.has("facts") || !end.has("head")) {
            throw new UnreadableExportException("is an end that is none");
        }
        ended = true;
        if (end.path("facts").asLong(-1) != facts) {
            findings.add("line " + lines + ": the end of the export counts other facts than there are");
        }
        if (!Objects.equals(end.path("head").textValue(), head())) {
            findings.add("line " + lines + ": the end of the export names another head than the last fact has");
        }
    }

    private void inSequence(ExportedFact fact) {
        long expected = last == null ? 1 : last.sequence() + 1;
        if (fact.sequence() > expected) {
            found(fact, (fact.sequence() - expected) + " missing before it: " + expected + " comes next");
        } else if (fact.sequence() < expected) {
            found(fact, "stands where " + expected + " comes next: facts were repeated or put in another order");
        }
    }

    private void sameAddress(ExportedFact fact) {
        if (first == null) {
            first = fact;
            return;
        }
        if (!fact.tenant().equals(first.tenant()) || !fact.channel().equals(first.channel())) {
            found(fact, "belongs to another company or channel than the first");
        }
        String address = fact.address();
        String known = first.address();
        if (address != null && known != null && !address.equals(known)) {
            found(fact, "is about another address than the first");
        }
    }

    private void withoutLink(ExportedFact fact) {
        if (last != null && last.link() != null) {
            found(fact, "has no link, although the fact before it has one");
        }
        older++;
    }

    private void unchanged(ExportedFact fact, Link link) {
        if (!Arrays.equals(fact.canonical().hash(link.previousHash()), link.hash())) {
            found(fact, "was changed: its fields do not give its hash");
        }
        link.commitments().forEach((path, committed) -> {
            if (!fact.keepsCommitment(path, committed)) {
                found(fact, "was changed: a personal field is not what was committed to");
            } else if (committed.salt() == null) {
                erased++;
            }
        });
    }

    private void follows(ExportedFact fact, Link link) {
        Link before = last == null ? null : last.link();
        if (before == null) {
            if (!fact.begins()) {
                found(fact, "follows a fact that is not there: no chain begins with it");
            }
        } else if (fact.begins()) {
            found(fact, "begins another chain, which proves nothing about the facts before it");
        } else if (!Arrays.equals(link.previousHash(), before.hash())) {
            found(fact, "does not follow the fact before it: the hash that it names is another one");
        }
    }

    private void found(ExportedFact fact, String what) {
        findings.add("line " + lines + ", sequence " + fact.sequence() + ": " + what);
    }
}
