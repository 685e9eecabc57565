/** Confluent's own serializer against ours, and in its place. */
@NullMarked
package dev.greenlight.interop;

import org.jspecify.annotations.NullMarked;
