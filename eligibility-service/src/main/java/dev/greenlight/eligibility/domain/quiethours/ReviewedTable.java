package dev.greenlight.eligibility.domain.quiethours;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A table that people read and change: lines of cells between bars; a hash begins a comment. */
final class ReviewedTable {

    private final String name;
    private final List<String> lines;

    ReviewedTable(String name, List<String> lines) {
        this.name = name;
        this.lines = List.copyOf(lines);
    }

    /**
     * @param name of the file among the resources of this service
     */
    static ReviewedTable named(String name) {
        try (InputStream stream = ReviewedTable.class.getResourceAsStream("/quiet-hours/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + name);
            }
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new ReviewedTable(name, reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param columns of each line
     * @param reader throws an unchecked exception for cells that it cannot read
     * @throws IllegalStateException that names the line which cannot be read
     */
    <T> List<T> rows(int columns, Function<List<String>, T> reader) {
        var rows = new ArrayList<T>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() != columns) {
                throw new IllegalStateException(at(i) + " has " + cells.size() + " columns and not " + columns);
            }
            try {
                rows.add(reader.apply(cells));
            } catch (RuntimeException e) {
                throw new IllegalStateException(at(i) + " cannot be read: " + line, e);
            }
        }
        return rows;
    }

    private String at(int index) {
        return "Line " + (index + 1) + " of " + name;
    }
}
