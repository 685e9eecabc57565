/** Telnyx: JSON, signed with Telnyx's private key. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.telnyx;

import org.jspecify.annotations.NullMarked;
