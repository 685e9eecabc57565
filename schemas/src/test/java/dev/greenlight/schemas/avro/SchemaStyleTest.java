package dev.greenlight.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The house rules for schemas: documented, evolvable, and without types that other languages read differently. */
class SchemaStyleTest {

    private static final Pattern LOWER_CAMEL = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern SENTENCES = Pattern.compile("\\p{Lu}.*\\.", Pattern.DOTALL);

    @Test
    void everySchemaFollowsTheRules() {
        assertThat(findingsIn(EventSchemaFiles.all())).isEmpty();
    }

    @Test
    void everyRuleFindsItsOffender() {
        var offender = new Schema.Parser().parse("""
                {"type": "record", "name": "Offender", "namespace": "x", "doc": "no capital and no stop", "fields": [
                  {"name": "Bad_name", "type": "string", "doc": "Fine."},
                  {"name": "undocumented", "type": "string"},
                  {"name": "price", "type": "double", "doc": "Fine."},
                  {"name": "optional", "type": ["null", "string"], "doc": "Fine."},
                  {"name": "twoTypes", "type": ["int", "string"], "doc": "Fine."},
                  {"name": "color", "doc": "Fine.",
                   "type": {"type": "enum", "name": "Color", "doc": "Fine.", "symbols": ["RED", "UNKNOWN"]}}
                ]}""");

        assertThat(findingsIn(List.of(offender)))
                .containsExactlyInAnyOrder(
                        "x.Offender: doc is not made of sentences",
                        "x.Offender.Bad_name: name is not in lower camel case",
                        "x.Offender.undocumented: doc is not made of sentences",
                        "x.Offender.price: floating point has no place in facts",
                        "x.Offender.optional: an optional field defaults to null",
                        "x.Offender.twoTypes: a union is null and one type",
                        "x.Color: UNKNOWN comes first and is the default");
    }

    private static List<String> findingsIn(List<Schema> schemas) {
        Map<String, Schema> named = new LinkedHashMap<>();
        schemas.forEach(schema -> collect(schema, named));
        List<String> findings = new ArrayList<>();
        named.forEach((name, schema) -> {
            checkDoc(name, schema.getDoc(), findings);
            if (schema.getType() == Schema.Type.ENUM) {
                if (!"UNKNOWN".equals(schema.getEnumDefault())
                        || !"UNKNOWN".equals(schema.getEnumSymbols().getFirst())) {
                    findings.add(name + ": UNKNOWN comes first and is the default");
                }
            } else if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().forEach(field -> checkField(name + "." + field.name(), field, findings));
            }
        });
        return findings;
    }

    private static void checkField(String name, Schema.Field field, List<String> findings) {
        checkDoc(name, field.doc(), findings);
        if (!LOWER_CAMEL.matcher(field.name()).matches()) {
            findings.add(name + ": name is not in lower camel case");
        }
        if (field.schema().getType() == Schema.Type.DOUBLE || field.schema().getType() == Schema.Type.FLOAT) {
            findings.add(name + ": floating point has no place in facts");
        }
        if (field.schema().isUnion()) {
            if (field.schema().getTypes().size() != 2 || !field.schema().isNullable()) {
                findings.add(name + ": a union is null and one type");
            } else if (field.defaultVal() != JsonProperties.NULL_VALUE) {
                findings.add(name + ": an optional field defaults to null");
            }
        }
    }

    private static void checkDoc(String name, String doc, List<String> findings) {
        if (doc == null || !SENTENCES.matcher(doc).matches()) {
            findings.add(name + ": doc is not made of sentences");
        }
    }

    private static void collect(Schema schema, Map<String, Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), named));
                }
            }
            case ENUM -> named.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            case UNION -> schema.getTypes().forEach(type -> collect(type, named));
            default -> {
                // primitive
            }
        }
    }
}
