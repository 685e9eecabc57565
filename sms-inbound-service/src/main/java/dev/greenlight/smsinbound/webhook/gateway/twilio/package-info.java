/** Twilio's webhook and signature. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.twilio;

import org.jspecify.annotations.NullMarked;
