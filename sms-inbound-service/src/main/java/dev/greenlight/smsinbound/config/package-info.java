/** Spring, settings, security and start of the service. */
@NullMarked
package dev.greenlight.smsinbound.config;

import org.jspecify.annotations.NullMarked;
