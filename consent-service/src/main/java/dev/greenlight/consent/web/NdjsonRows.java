package dev.greenlight.consent.web;

import java.io.BufferedInputStream;
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

    private static final int END = -1;

    private final InputStream body;
    private final JsonMapper json;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    NdjsonRows(InputStream body, JsonMapper json) {
        this.body = new BufferedInputStream(body, LONGEST);
        this.json = json;
    }

    @Override
    public @Nullable Row next() throws IOException {
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
            if (!fits) {
                return new UnreadableRow(number, Problem.TOO_LARGE);
            }
            if (!blank) {
                return read(line.toByteArray());
            }
        }
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
