/** Bytes to events and back. */
@NullMarked
package dev.greenlight.schemas.serde;

import org.jspecify.annotations.NullMarked;
