package dev.greenlight.localstack;

import java.io.Serial;

/** The stack is not running; the message is for the person who started it. */
public final class StackNotStartedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StackNotStartedException(String message) {
        super(message);
    }

    StackNotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
