package dev.greenlight.schemas.ledger;

/** A line of an export is not what an export has, so nothing can be said about it. Holds nothing of the line. */
public final class UnreadableExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableExportException(String why) {
        super(why, null, false, false);
    }
}
