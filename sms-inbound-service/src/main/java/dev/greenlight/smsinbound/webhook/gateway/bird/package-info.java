/** Bird and MessageBird, as it was called: three kinds of signatures, two kinds of calls. */
@NullMarked
package dev.greenlight.smsinbound.webhook.gateway.bird;

import org.jspecify.annotations.NullMarked;
