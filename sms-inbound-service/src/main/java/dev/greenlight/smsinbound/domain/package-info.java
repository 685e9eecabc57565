/** What a text means. Knows nothing but the JDK. */
@NullMarked
package dev.greenlight.smsinbound.domain;

import org.jspecify.annotations.NullMarked;
