/** Whether one message may be sent at one moment. */
@NullMarked
package dev.greenlight.eligibility.domain.check;

import org.jspecify.annotations.NullMarked;
