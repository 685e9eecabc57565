package dev.greenlight.consent.domain.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a merge of two records, which lie under two keys: the record that goes is closed and asks, the survivor
 * takes over what it must and answers, and the record that goes is left or opened again. Each step follows from the
 * one before in one transaction.
 */
public sealed interface MergeStep {

    /** The same for every repetition of the request, and in all its steps. */
    String commandId();

    /** When the merge was asked for. */
    Instant askedAt();

    /** Who asked for it. */
    String askedBy();

    /**
     * The request, to the record that goes.
     *
     * @param onlyRevision the revision that the request is meant for, or null for any
     * @param into the customer that survives
     */
    record Begin(String commandId, @Nullable Long onlyRevision, Instant askedAt, String askedBy, String into)
            implements MergeStep {}

    /**
     * To the survivor.
     *
     * @param from the customer that goes
     * @param other its record
     */
    record Absorb(String commandId, Instant askedAt, String askedBy, String from, Customer other) implements MergeStep {

        /** What the survivor remembers. No request can have this id: it has spaces. */
        String rememberedId() {
            return "merge " + from + ' ' + commandId;
        }
    }

    /**
     * Back to the record that goes.
     *
     * @param answer of the survivor
     */
    record Conclude(String commandId, Instant askedAt, String askedBy, Answer answer) implements MergeStep {}

    /** What the survivor says. */
    enum Answer {
        /** It has taken over what it must. */
        ABSORBED,
        /** There is no such customer. */
        NOT_FOUND,
        /** It is not in use, is merged itself, or would have too many contact methods. */
        NOT_USABLE
    }
}
