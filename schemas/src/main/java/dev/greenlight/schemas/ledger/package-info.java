/** The chain of the ledger: what is hashed, how, and how an export is verified. docs/ledger.md is its definition. */
@NullMarked
package dev.greenlight.schemas.ledger;

import org.jspecify.annotations.NullMarked;
