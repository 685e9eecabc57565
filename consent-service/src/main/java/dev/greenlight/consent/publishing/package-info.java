/** Puts what the office asks for on the log and waits for what the stream decides. */
@NullMarked
package dev.greenlight.consent.publishing;

import org.jspecify.annotations.NullMarked;
