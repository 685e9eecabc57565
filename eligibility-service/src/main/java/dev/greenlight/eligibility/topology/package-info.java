/** Reads, stores, forwards; decides nothing. */
@NullMarked
package dev.greenlight.eligibility.topology;

import org.jspecify.annotations.NullMarked;
