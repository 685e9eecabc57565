/** The rules about a company's settings. */
@NullMarked
package dev.greenlight.consent.domain.settings;

import org.jspecify.annotations.NullMarked;
