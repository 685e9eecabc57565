package dev.greenlight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, by name. Written after each scenario, so that a run that is stopped half-way has lost nothing;
 * a scenario run by itself replaces its own figures and keeps the others.
 */
final class Figures {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path json;
    private final Path text;
    private final Map<String, Double> byName = new TreeMap<>();
    private final Map<String, String> sayings = new LinkedHashMap<>();

    Figures(Path folder) throws IOException {
        Files.createDirectories(folder);
        json = folder.resolve("bench.json");
        text = folder.resolve("bench.txt");
        if (Files.exists(json)) {
            JSON.readTree(json.toFile())
                    .properties()
                    .forEach(figure ->
                            byName.put(figure.getKey(), figure.getValue().asDouble()));
        }
    }

    /**
     * @param name lower case with underscores; the unit is its last part
     * @param meaning for a reader who has not read the code
     */
    void put(String name, double value, String meaning) {
        byName.put(name, value);
        sayings.put(name, meaning);
        System.out.printf(Locale.ROOT, "%-42s %14.3f   %s%n", name, value, meaning);
    }

    /** A figure of this run or of an earlier one; not a number where there is none. */
    double get(String name) {
        return byName.getOrDefault(name, Double.NaN);
    }

    void write(String machine) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), byName);
        var report = new StringBuilder(machine).append(System.lineSeparator());
        byName.forEach((name, value) -> report.append(String.format(
                Locale.ROOT, "%-42s %14.3f   %s%n", name, value, sayings.getOrDefault(name, "(earlier run)"))));
        Files.writeString(text, report);
    }
}
