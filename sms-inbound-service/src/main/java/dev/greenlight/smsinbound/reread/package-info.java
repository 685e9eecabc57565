/** What an operator runs to see, before words are changed, which texts would have been read differently. */
@NullMarked
package dev.greenlight.smsinbound.reread;

import org.jspecify.annotations.NullMarked;
