/** What the commands of this service have in common: how their arguments are read, and how they start. */
@NullMarked
package dev.greenlight.smsinbound.commandline;

import org.jspecify.annotations.NullMarked;
