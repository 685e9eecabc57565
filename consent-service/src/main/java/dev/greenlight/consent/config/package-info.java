/** Spring, and only Spring. */
@NullMarked
package dev.greenlight.consent.config;

import org.jspecify.annotations.NullMarked;
