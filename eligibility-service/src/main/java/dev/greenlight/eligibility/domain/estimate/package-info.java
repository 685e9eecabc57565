/** Which estimates of a customer are open, and until when. */
@NullMarked
package dev.greenlight.eligibility.domain.estimate;

import org.jspecify.annotations.NullMarked;
