/** Takes what was erased off the log. */
@NullMarked
package dev.greenlight.schemas.erasure;

import org.jspecify.annotations.NullMarked;
