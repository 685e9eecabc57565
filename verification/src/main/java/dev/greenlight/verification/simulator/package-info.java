/** The services' topologies in memory, one step at a time, in a seeded order, with crashes. */
@NullMarked
package dev.greenlight.verification.simulator;

import org.jspecify.annotations.NullMarked;
