/** Bandwidth's messaging API: JSON arrays of events, behind HTTP Basic. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.bandwidth;

import org.jspecify.annotations.NullMarked;
