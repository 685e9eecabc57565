/** Sinch's SMS API: signed JSON callbacks. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.sinch;

import org.jspecify.annotations.NullMarked;
