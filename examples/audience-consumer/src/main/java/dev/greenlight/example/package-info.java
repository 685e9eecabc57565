/** A campaign engine in small: an audience in memory, and a question before each sending. */
@NullMarked
package dev.greenlight.example;

import org.jspecify.annotations.NullMarked;
