/** Real processes under load, killed without warning, and what must hold afterwards. Also a source of figures. */
@NullMarked
package dev.greenlight.verification.crash;

import org.jspecify.annotations.NullMarked;
