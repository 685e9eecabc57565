package dev.greenlight.consent.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A list with a JSON object on each line. */
final class NdjsonRows implements ImportRows {

    private final InputStream body;
    private final JsonMapper json;
    private final byte[] buffer = new byte[LONGEST];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long number;

    NdjsonRows(InputStream body, JsonMapper json) {
        this.body = body;
        this.json = json;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (isMore()) {
            number++;
            if (!readLine()) {
                return new UnreadableRow(number, Problem.TOO_LARGE);
            }
            byte[] bytes = line.toByteArray();
            if (!isBlank(bytes)) {
                return read(bytes);
            }
        }
        return null;
    }

    private boolean isMore() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, body.read(buffer));
        }
        return position < limit;
    }

    /** Whether the line is not too long; it is read to its end in any case. */
    private boolean readLine() throws IOException {
        line.reset();
        boolean fits = true;
        do {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int length = end - position;
            fits = fits && line.size() + length <= LONGEST;
            if (fits) {
                line.write(buffer, position, length);
            }
            if (end < limit) {
                position = end + 1;
                return fits;
            }
            position = limit;
        } while (isMore());
        return fits;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    private Row read(byte[] bytes) {
        try {
            if (json.readTree(bytes) instanceof ObjectNode object) {
                return new ReadableRow(number, object, UnaryOperator.identity());
            }
        } catch (JacksonException e) {
            // the problem says enough; the message would quote the row
        }
        return new UnreadableRow(number, Problem.INVALID_REQUEST);
    }
}
