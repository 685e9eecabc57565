/** From the words of a text to what it asks for, by rules that are data. Knows nothing but the JDK. */
@NullMarked
package dev.greenlight.smsinbound.domain.understanding;

import org.jspecify.annotations.NullMarked;
