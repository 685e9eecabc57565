/** Joinings and leavings on their way to those who follow them over HTTP. */
@NullMarked
package dev.greenlight.eligibility.changes;

import org.jspecify.annotations.NullMarked;
