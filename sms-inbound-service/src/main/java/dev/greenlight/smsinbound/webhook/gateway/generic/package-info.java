/** Greenlight's own signed JSON webhook, for every gateway without a folder of its own. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.generic;

import org.jspecify.annotations.NullMarked;
