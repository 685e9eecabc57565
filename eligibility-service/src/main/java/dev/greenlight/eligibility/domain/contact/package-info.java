/** What is known about an address, folded from events. */
@NullMarked
package dev.greenlight.eligibility.domain.contact;

import org.jspecify.annotations.NullMarked;
