/** The catalogue of topics: names, kinds, writers, keys, and the commands that create and verify them. */
@NullMarked
package dev.greenlight.schemas.topic;

import org.jspecify.annotations.NullMarked;
