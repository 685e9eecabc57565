/** The only meeting place of Avro and the domain. */
@NullMarked
package dev.greenlight.eligibility.mapping;

import org.jspecify.annotations.NullMarked;
