package dev.greenlight.consent.topology;

/**
 * An event that can be read but not used, because its parts contradict each other. It goes to the dead letters and
 * the service goes on. The message goes there too, so it carries no values.
 */
public final class UnusableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableEventException(String message) {
        super(message);
    }
}
