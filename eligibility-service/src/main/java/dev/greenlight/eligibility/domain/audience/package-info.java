/** Who is in, who left, and why. */
@NullMarked
package dev.greenlight.eligibility.domain.audience;

import org.jspecify.annotations.NullMarked;
