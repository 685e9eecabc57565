/** Reads the ledger back: which entries there are about a number, and what they say. */
@NullMarked
package dev.greenlight.consent.ledger;

import org.jspecify.annotations.NullMarked;
