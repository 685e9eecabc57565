/** Reads, stores, forwards; decides nothing. */
@NullMarked
package dev.greenlight.consent.topology;

import org.jspecify.annotations.NullMarked;
