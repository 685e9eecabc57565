package dev.greenlight.consent.web;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rows of a list, one at a time, so that a list may be longer than the memory is large. */
interface ImportRows {

    /** The longest row: in bytes of NDJSON, in characters of CSV. A record with everything that it may have is shorter. */
    int LONGEST = 64 * 1024;

    /**
     * The next row that is not blank, or null after the last.
     *
     * @throws IOException where the list breaks off, or cannot be read on after a row that could not be read
     */
    @Nullable Row next() throws IOException;

    /** One row. Its number is that of the line it begins on, from 1; blank lines count. */
    sealed interface Row {

        long number();
    }

    /**
     * A row whose fields can be looked at.
     *
     * @param object as in NDJSON
     * @param places says in the sender's terms where an error in the object is
     */
    record ReadableRow(long number, ObjectNode object, UnaryOperator<FieldError> places) implements Row {

        /** What is wrong with it, in the sender's terms. */
        List<FieldError> errorsOf(ProblemException why) {
            return why.errors().stream().map(places).toList();
        }
    }

    /** A row that is no row. */
    record UnreadableRow(long number, Problem why) implements Row {}
}
