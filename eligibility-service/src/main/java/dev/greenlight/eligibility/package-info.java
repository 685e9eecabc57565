/** Who may be addressed, and why not. */
@NullMarked
package dev.greenlight.eligibility;

import org.jspecify.annotations.NullMarked;
