/** What an operator runs once before the services. */
@NullMarked
package dev.greenlight.schemas.command;

import org.jspecify.annotations.NullMarked;
