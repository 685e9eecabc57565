/** Puts on the log what a CRM without Kafka hands over by HTTP. */
@NullMarked
package dev.greenlight.eligibility.publishing;

import org.jspecify.annotations.NullMarked;
