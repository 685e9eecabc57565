/** The way onto the log: events, and the producer that waits for the acknowledgement. */
@NullMarked
package dev.greenlight.smsinbound.publishing;

import org.jspecify.annotations.NullMarked;
