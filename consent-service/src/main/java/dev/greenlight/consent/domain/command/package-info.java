/** What every command of the office has in common, whatever it is about. */
@NullMarked
package dev.greenlight.consent.domain.command;

import org.jspecify.annotations.NullMarked;
