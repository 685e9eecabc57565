/** What must hold in every recording of the topics, and a readable sentence for each breach. */
@NullMarked
package dev.greenlight.verification.invariant;

import org.jspecify.annotations.NullMarked;
