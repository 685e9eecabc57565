/** What people text us, from the webhook of an SMS gateway to the log. */
@NullMarked
package dev.greenlight.smsinbound;

import org.jspecify.annotations.NullMarked;
