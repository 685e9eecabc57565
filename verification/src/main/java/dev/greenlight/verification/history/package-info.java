/** Random histories that a seed repeats exactly. */
@NullMarked
package dev.greenlight.verification.history;

import org.jspecify.annotations.NullMarked;
