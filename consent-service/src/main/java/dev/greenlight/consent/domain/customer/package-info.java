/** The rules about one customer record. */
@NullMarked
package dev.greenlight.consent.domain.customer;

import org.jspecify.annotations.NullMarked;
