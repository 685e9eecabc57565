/** HTTP: trusts nothing that it has not verified. */
@NullMarked
package dev.greenlight.smsinbound.webhook;

import org.jspecify.annotations.NullMarked;
