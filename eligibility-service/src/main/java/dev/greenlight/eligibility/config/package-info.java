/** Spring, and only Spring: what runs, with which settings. */
@NullMarked
package dev.greenlight.eligibility.config;

import org.jspecify.annotations.NullMarked;
