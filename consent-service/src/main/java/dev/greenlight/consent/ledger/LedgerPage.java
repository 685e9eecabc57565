package dev.greenlight.consent.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a number's history.
 *
 * @param entries in the order of the ledger
 * @param next where the next page starts, or null after the last entry
 * @param last the last entry of the whole history, whose hash is the head of the chain; null where there is none
 * @param total how many entries the whole history has
 */
public record LedgerPage(
        List<LedgerEntry> entries,
        @Nullable Integer next,
        @Nullable LedgerEntry last,
        int total) {}
