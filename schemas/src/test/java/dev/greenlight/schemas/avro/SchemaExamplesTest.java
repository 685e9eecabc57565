package dev.greenlight.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.serde.TrustedEventTypes;
import dev.greenlight.schemas.topic.EventTopic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaExamplesTest {

    static Stream<EventTopic<?>> topics() {
        TrustedEventTypes.trust();
        return EventTopic.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void currentClassReadsTheExampleOfEveryVersion(EventTopic<?> topic) throws IOException {
        List<Schema> released = EventSchemaFiles.released(topic);
        for (int version = 1; version <= released.size(); version++) {
            Schema written = released.get(version - 1);
            SpecificRecord event = read(topic, written, binary(written, EventSchemaFiles.example(topic, version)));

            assertThat(event).as("%s v%d", topic.name(), version).isInstanceOf(topic.eventType());
            assertThat(event.get(event.getSchema().getField("tenant").pos())).isEqualTo("acme-plumbing");
        }
    }

    private static byte[] binary(Schema schema, String json) throws IOException {
        GenericRecord example = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().jsonDecoder(schema, json));
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(example, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static <V extends SpecificRecord> V read(EventTopic<V> topic, Schema written, byte[] bytes)
            throws IOException {
        Schema current = SpecificData.get().getSchema(topic.eventType());
        return new SpecificDatumReader<V>(written, current, SpecificData.getForClass(topic.eventType()))
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
