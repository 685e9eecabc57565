/** Everything on one machine: a real broker, a real registry, the services, and a tour that shows them at work. */
@NullMarked
package dev.greenlight.localstack;

import org.jspecify.annotations.NullMarked;
