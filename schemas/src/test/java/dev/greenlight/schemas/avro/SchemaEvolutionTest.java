package dev.greenlight.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.schemas.topic.EventTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {

    private static final SchemaValidator EVERY_VERSION_READS_EVERY_OTHER =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    static Stream<EventTopic<?>> topics() {
        return EventTopic.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyVersionReadsEveryOther(EventTopic<?> topic) {
        List<Schema> released = EventSchemaFiles.released(topic);
        assertThatCode(() -> EVERY_VERSION_READS_EVERY_OTHER.validate(EventSchemaFiles.current(topic), released))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void currentSchemaIsTheNewestReleasedVersion(EventTopic<?> topic) {
        Schema current = EventSchemaFiles.current(topic);
        assertThat(EventSchemaFiles.released(topic))
                .as(
                        "put the schema below into the next vN.avsc of %s, with an example%n%s",
                        EventSchemaFiles.historyOf(topic), current.toString(true))
                .last()
                .isEqualTo(current);
    }

    /** The rule has teeth: a field without a default cannot be read from what was written before it. */
    @Test
    void fieldWithoutDefaultIsRefused() {
        Schema current = EventSchemaFiles.current(EventTopic.CONSENT_STATE);
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("color", Schema.create(Schema.Type.STRING)));
        Schema changed =
                Schema.createRecord(current.getName(), current.getDoc(), current.getNamespace(), false, fields);

        assertThatThrownBy(() -> EVERY_VERSION_READS_EVERY_OTHER.validate(changed, List.of(current)))
                .isInstanceOf(SchemaValidationException.class);
    }
}
