package dev.greenlight.consent.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a number's history.
 *
 * @param entries in the order of the ledger
 * @param next where the next page starts, or null after the last entry
 */
public record LedgerPage(
        List<LedgerEntry> entries, @Nullable Integer next) {}
