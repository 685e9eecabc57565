package dev.greenlight.consent.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a list, one at a time, so that a list may be longer than the memory is large. */
final class ImportRows {

    /** The longest line, in bytes; a record with everything that it may have is shorter. */
    static final int LONGEST = 64 * 1024;

    private static final int END = -1;

    private final InputStream body;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    ImportRows(InputStream body) {
        this.body = new BufferedInputStream(body, LONGEST);
    }

    /**
     * One line.
     *
     * @param number from 1; blank lines count
     * @param bytes without the line break; null where it is longer than {@link #LONGEST}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(long number, byte @Nullable [] bytes) {}

    /** The next line that is not blank, or null after the last. */
    @Nullable Row next() throws IOException {
        while (true) {
            line.reset();
            int next = body.read();
            if (next == END) {
                return null;
            }
            number++;
            boolean blank = true;
            boolean fits = true;
            while (next != END && next != '\n') {
                blank = blank && (next == ' ' || next == '\t' || next == '\r');
                fits = fits && line.size() < LONGEST;
                if (fits) {
                    line.write(next);
                }
                next = body.read();
            }
            if (!blank || !fits) {
                return new Row(number, fits ? line.toByteArray() : null);
            }
        }
    }
}
