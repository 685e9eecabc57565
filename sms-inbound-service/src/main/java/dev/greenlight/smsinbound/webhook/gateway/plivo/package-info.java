/** Plivo: forms and queries, signed with the account's auth token. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.plivo;

import org.jspecify.annotations.NullMarked;
