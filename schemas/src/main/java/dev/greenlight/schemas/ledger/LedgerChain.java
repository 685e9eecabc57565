package dev.greenlight.schemas.ledger;

import dev.greenlight.schemas.consent.ConsentChanged;
import dev.greenlight.schemas.consent.LedgerLink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chain that the facts about one address are. Everything here is a function of its arguments, so a transaction that
 * is done again writes the same link again.
 */
public final class LedgerChain {

    /** Of the canonical bytes, as links carry it. */
    public static final int FORM = 1;

    /**
     * The {@code rule} of the entry that ends what is known about an address: it was erased. Its {@code gatewayMessageId}
     * is the key under which the ledger keeps what is left.
     */
    public static final String ERASURE = "erasure";

    private LedgerChain() {}

    /**
     * The link of the next fact.
     *
     * @param fact without its link
     * @param salt 32 bytes that nobody can guess, other ones for each fact
     * @param head the hash of the fact before it, or null where that has none or there is none: a chain begins
     */
    public static LedgerLink link(ConsentChanged fact, byte[] salt, @Nullable ByteBuffer head) {
        var commitments = ConsentFacts.commitments(fact, salt);
        byte[] previousHash = head == null ? start(fact, commitments) : bytes(head);
        byte[] hash = ConsentFacts.canonical(fact, commitments).hash(previousHash);
        return new LedgerLink(
                FORM, ByteBuffer.wrap(salt), ByteBuffer.wrap(previousHash), ByteBuffer.wrap(hash), Map.of());
    }

    /** Whether the fact is what its hash says: false without a link, and for a form that a newer version writes. */
    public static boolean isIntact(ConsentChanged fact) {
        LedgerLink link = fact.getLink();
        return link != null
                && link.getForm() == FORM
                && Arrays.equals(
                        bytes(link.getHash()),
                        ConsentFacts.canonical(fact, commitments(fact)).hash(bytes(link.getPreviousHash())));
    }

    /** Whether a chain begins with the fact: the first about its address, or the first after facts without links. */
    public static boolean begins(ConsentChanged fact) {
        LedgerLink link = fact.getLink();
        return link != null && Arrays.equals(bytes(link.getPreviousHash()), start(fact, commitments(fact)));
    }

    /** By path, the personal fields that the hash covers; none without a link. */
    public static SortedMap<String, Commitment> commitments(ConsentChanged fact) {
        LedgerLink link = fact.getLink();
        if (link == null) {
            return new TreeMap<>();
        }
        return link.getErased().isEmpty() ? ConsentFacts.commitments(fact, bytes(link.getSalt())) : erased(link);
    }

    /**
     * The fact without anything personal in it. Its hash and its place in the chain stay, and so do the commitments, which
     * say nothing without the salt that goes too. A fact without a link keeps nothing that could be verified.
     */
    public static ConsentChanged erased(ConsentChanged fact) {
        ConsentChanged erased = ConsentFacts.withoutPersonal(fact);
        LedgerLink link = fact.getLink();
        if (link == null) {
            return erased;
        }
        var commitments = new HashMap<String, ByteBuffer>();
        commitments(fact).forEach((path, of) -> commitments.put(path, ByteBuffer.wrap(of.commitment())));
        return ConsentChanged.newBuilder(erased)
                .setLink(new LedgerLink(
                        link.getForm(), ByteBuffer.allocate(0), link.getPreviousHash(), link.getHash(), commitments))
                .build();
    }

    private static SortedMap<String, Commitment> erased(LedgerLink link) {
        var commitments = new TreeMap<String, Commitment>();
        link.getErased().forEach((path, of) -> commitments.put(path, new Commitment(null, bytes(of))));
        return commitments;
    }

    private static byte[] start(ConsentChanged fact, SortedMap<String, Commitment> commitments) {
        Commitment address = commitments.get(ConsentFacts.ADDRESS);
        if (address == null) {
            throw new IllegalArgumentException("A fact without an address belongs to no chain");
        }
        return LedgerHash.start(fact.getTenant(), fact.getChannel().name(), address.commitment(), fact.getSequence());
    }

    /** A copy that leaves the buffer as it was. */
    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
