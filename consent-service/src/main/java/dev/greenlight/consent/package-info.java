/** Who has agreed to be texted, decided by what they text; and what the office knows about customers. */
@NullMarked
package dev.greenlight.consent;

import org.jspecify.annotations.NullMarked;
