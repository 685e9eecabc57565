package dev.greenlight.interop;

import dev.greenlight.schemas.serde.TrustedEventTypes;
import dev.greenlight.schemas.topic.EventTopic;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** The published example of each event's first version, as an object of the current class. */
final class ExampleEvents {

    private ExampleEvents() {}

    static <V extends SpecificRecord> V of(EventTopic<V> topic) throws IOException {
        TrustedEventTypes.trust();
        Schema written = new Schema.Parser().parse(resource("/schema-history", topic, "v1.avsc"));
        GenericRecord example = new GenericDatumReader<GenericRecord>(written)
                .read(null, DecoderFactory.get().jsonDecoder(written, resource("/schema-examples", topic, "v1.json")));
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(written).write(example, encoder);
        encoder.flush();

        SpecificData model = SpecificData.getForClass(topic.eventType());
        return new SpecificDatumReader<V>(written, model.getSchema(topic.eventType()), model)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    private static String resource(String root, EventTopic<?> topic, String file) throws IOException {
        String context = topic.name().substring(0, topic.name().indexOf('.'));
        String path = String.join("/", root, context, topic.eventType().getSimpleName(), file);
        try (InputStream stream = ExampleEvents.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new FileNotFoundException(path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
