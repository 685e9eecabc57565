/** Vonage's SMS API: signed parameters in queries, forms and JSON; long texts come in parts. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import org.jspecify.annotations.NullMarked;
