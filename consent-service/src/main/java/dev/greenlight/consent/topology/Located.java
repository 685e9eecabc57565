package dev.greenlight.consent.topology;

import org.jspecify.annotations.Nullable;

/**
 * The answer of a store that is spread over the instances of the service.
 *
 * @param <T> what is looked for
 */
public sealed interface Located<T> {

    /** @param value what the store of this instance holds, or null where it holds nothing */
    record Here<T>(@Nullable T value) implements Located<T> {}

    /** Another instance holds the key. */
    record Elsewhere<T>(String host, int port) implements Located<T> {}

    /** Nobody can tell right now: the store is being restored or is moving. */
    record Nowhere<T>() implements Located<T> {}
}
