/** What must be true after a history, computed by a plain program that shares nothing with the services but the events. */
@NullMarked
package dev.greenlight.verification.model;

import org.jspecify.annotations.NullMarked;
