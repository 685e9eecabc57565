package dev.greenlight.eligibility.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changelogs outlive releases: what is stored follows the same rules as what is sent. */
class StoredSchemaTest {

    private static final SchemaValidator EVERY_VERSION_READS_EVERY_OTHER =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StoredContactFacts",
                "StoredCustomerContacts",
                "StoredContactFlags",
                "StoredCompanySettings",
                "StoredReevaluation",
                "StoredEmailStanding",
                "StoredMessageSent",
                "StoredRecentSends",
                "StoredEmailChoice",
                "StoredDirectMail"
            })
    void everyVersionReadsEveryOther(String name) {
        assertThatCode(() -> EVERY_VERSION_READS_EVERY_OTHER.validate(current(name), released(name)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StoredContactFacts",
                "StoredCustomerContacts",
                "StoredContactFlags",
                "StoredCompanySettings",
                "StoredReevaluation",
                "StoredEmailStanding",
                "StoredMessageSent",
                "StoredRecentSends",
                "StoredEmailChoice",
                "StoredDirectMail"
            })
    void currentSchemaIsTheNewestReleasedVersion(String name) {
        assertThat(released(name))
                .last()
                .as("copy src/main/avro to the next schema-history/stored/%s/vN.avsc", name)
                .isEqualTo(current(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StoredContactFacts",
                "StoredCustomerContacts",
                "StoredContactFlags",
                "StoredCompanySettings",
                "StoredReevaluation",
                "StoredEmailStanding",
                "StoredMessageSent",
                "StoredRecentSends",
                "StoredEmailChoice",
                "StoredDirectMail"
            })
    void everythingIsDocumented(String name) {
        var undocumented = new ArrayList<String>();
        collectUndocumented(current(name), undocumented);

        assertThat(undocumented).isEmpty();
    }

    private static void collectUndocumented(Schema schema, List<String> undocumented) {
        switch (schema.getType()) {
            case RECORD -> {
                check(schema.getFullName(), schema.getDoc(), undocumented);
                schema.getFields().forEach(field -> {
                    check(schema.getFullName() + "." + field.name(), field.doc(), undocumented);
                    collectUndocumented(field.schema(), undocumented);
                });
            }
            case ENUM -> check(schema.getFullName(), schema.getDoc(), undocumented);
            case ARRAY -> collectUndocumented(schema.getElementType(), undocumented);
            case UNION -> schema.getTypes().forEach(type -> collectUndocumented(type, undocumented));
            default -> {
                // primitive
            }
        }
    }

    private static void check(String name, String doc, List<String> undocumented) {
        if (doc == null || !doc.endsWith(".") || !Character.isUpperCase(doc.charAt(0))) {
            undocumented.add(name);
        }
    }

    private static Schema current(String name) {
        return parse(Path.of("src/main/avro", name + ".avsc"));
    }

    private static List<Schema> released(String name) {
        try (Stream<Path> versions = Files.list(Path.of("src/main/resources/schema-history/stored", name))) {
            return versions.sorted(Comparator.comparingInt(StoredSchemaTest::version))
                    .map(StoredSchemaTest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
