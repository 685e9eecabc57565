/** The steps from a verified text to the log, in order. */
@NullMarked
package dev.greenlight.smsinbound.intake;

import org.jspecify.annotations.NullMarked;
