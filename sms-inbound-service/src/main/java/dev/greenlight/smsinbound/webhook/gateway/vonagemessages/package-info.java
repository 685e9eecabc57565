/** Vonage's Messages API: JSON, vouched for by a JSON Web Token. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.vonagemessages;

import org.jspecify.annotations.NullMarked;
