package dev.greenlight.consent.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.greenlight.schemas.serde.StateSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changelogs and private topics outlive releases, so what they hold must stay readable. */
class StoredSchemaEvolutionTest {

    private static final Path CURRENT = Path.of("src", "main", "avro");
    private static final Path HISTORY = Path.of("src", "main", "resources", "schema-history", "stored");

    /** Files with types that other files name, as in the build. */
    private static final List<String> NAMED_ELSEWHERE =
            List.of("StoredConsent", "StoredCustomer", "StoredTenantSettings", "StoredEmailConsent", "StoredBatchEdit");

    private static final SchemaValidator EVERY_VERSION_READS_EVERY_OTHER =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    static Stream<String> names() {
        return filesIn(CURRENT).stream()
                .map(file -> file.getFileName().toString().replace(".avsc", ""));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyVersionReadsEveryOther(String name) {
        assertThatCode(() -> EVERY_VERSION_READS_EVERY_OTHER.validate(current(name), released(name)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("names")
    void currentSchemaIsTheNewestReleasedVersion(String name) {
        assertThat(released(name))
                .as("copy src/main/avro/%s.avsc to the next schema-history/%s/vN.avsc", name, name)
                .last()
                .isEqualTo(current(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatEveryReleaseHasWrittenIsRead(String name) throws Exception {
        Class<? extends SpecificRecord> type =
                Class.forName("dev.greenlight.consent.stored." + name).asSubclass(SpecificRecord.class);
        var reader = StateSerde.of(type).deserializer();
        for (Schema version : released(name)) {
            var written = new BinaryMessageEncoder<>(GenericData.get(), version).encode(emptiest(version));
            byte[] bytes = new byte[written.remaining()];
            written.get(bytes);

            assertThat(reader.deserialize("changelog", bytes)).isInstanceOf(type);
        }
    }

    /** A value with the first branch of every union, no elements and nothing in texts. */
    private static @Nullable Object emptiest(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                var builder = new GenericData.Record(schema);
                schema.getFields().forEach(field -> builder.put(field.pos(), emptiest(field.schema())));
                yield builder;
            }
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getFirst());
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case UNION -> emptiest(schema.getTypes().getFirst());
            case STRING -> "";
            case INT -> 0;
            case LONG -> 0L;
            case FLOAT -> 0F;
            case DOUBLE -> 0D;
            case BOOLEAN -> false;
            case NULL -> null;
            case BYTES, FIXED -> throw new IllegalArgumentException("No stored type has " + schema);
        };
    }

    private static Schema current(String name) {
        var parser = new Schema.Parser();
        for (String file : NAMED_ELSEWHERE) {
            parse(parser, CURRENT.resolve(file + ".avsc"));
        }
        String fullName = "dev.greenlight.consent.stored." + name;
        Schema known = parser.getTypes().get(fullName);
        return known != null ? known : parse(parser, CURRENT.resolve(name + ".avsc"));
    }

    private static List<Schema> released(String name) {
        List<Schema> versions = new ArrayList<>();
        Path file = HISTORY.resolve(name).resolve("v1.avsc");
        while (Files.exists(file)) {
            versions.add(parse(new Schema.Parser(), file));
            file = HISTORY.resolve(name).resolve("v" + (versions.size() + 1) + ".avsc");
        }
        return versions;
    }

    private static List<Path> filesIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
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
