package dev.greenlight.localstack.tour;

import java.io.Serial;

/** Something that should have happened did not; the message says what. */
public final class TourFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    TourFailedException(String message) {
        super(message);
    }

    TourFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
