/** Random inputs for whatever reads what strangers send. */
@NullMarked
package dev.greenlight.smsinbound.fuzz;

import org.jspecify.annotations.NullMarked;
