package dev.greenlight.schemas.avro;

import dev.greenlight.schemas.topic.EventTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schema files as a developer edits them, and the versions that were released. */
final class EventSchemaFiles {

    private static final Path SOURCES = Path.of("src/main/avro");
    private static final Path RELEASED = Path.of("src/main/resources/schema-history");
    private static final Path EXAMPLES = Path.of("src/main/resources/schema-examples");

    private EventSchemaFiles() {}

    /** The schema of a topic's events as the file has it, with the enums of the other files filled in. */
    static Schema current(EventTopic<?> topic) {
        return all().stream()
                .filter(schema -> schema.getFullName().equals(topic.eventType().getName()))
                .findAny()
                .orElseThrow(() -> new AssertionError("No schema file for " + topic.name()));
    }

    /** Every named type that has a file of its own: enums first. */
    static List<Schema> all() {
        var parser = new Schema.Parser();
        return files(SOURCES, ".avsc").stream()
                .sorted(Comparator.comparing((Path file) -> !file.toString().contains("/types/"))
                        .thenComparing(Path::toString))
                .map(file -> parse(parser, file))
                .toList();
    }

    static Path historyOf(EventTopic<?> topic) {
        return folder(RELEASED, topic);
    }

    /** The released versions, oldest first. */
    static List<Schema> released(EventTopic<?> topic) {
        return files(historyOf(topic), ".avsc").stream()
                .sorted(Comparator.comparingInt(EventSchemaFiles::version))
                .map(file -> parse(new Schema.Parser(), file))
                .toList();
    }

    /** The example of one released version, in Avro's JSON encoding. */
    static String example(EventTopic<?> topic, int version) {
        try {
            return Files.readString(folder(EXAMPLES, topic).resolve("v" + version + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path root, EventTopic<?> topic) {
        String context = topic.name().substring(0, topic.name().indexOf('.'));
        return root.resolve(context).resolve(topic.eventType().getSimpleName());
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(Schema.Parser parser, Path file) {
        try {
            return parser.parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
