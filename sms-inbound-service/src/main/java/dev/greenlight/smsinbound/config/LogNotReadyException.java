package dev.greenlight.smsinbound.config;

/** Why no text could be put on the log, so that the service does not start. */
final class LogNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogNotReadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
