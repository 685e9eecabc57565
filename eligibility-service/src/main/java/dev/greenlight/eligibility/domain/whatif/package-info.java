/** Who would be in which audience if a company set up something else. */
@NullMarked
package dev.greenlight.eligibility.domain.whatif;

import org.jspecify.annotations.NullMarked;
