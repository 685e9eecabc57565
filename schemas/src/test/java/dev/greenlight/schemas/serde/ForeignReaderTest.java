package dev.greenlight.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.schemas.consent.Channel;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.ConsentStatus;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.registry.InProcessRegistry;
import dev.greenlight.schemas.topic.EventTopic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** What a reader in another language does: five bytes, one call to the registry, Avro. */
class ForeignReaderTest {

    @Test
    void readerWithoutAnyClassOfOursReadsAnEvent() throws Exception {
        try (var registry = new InProcessRegistry().registerAll()) {
            Instant since = Instant.parse("2026-01-15T17:00:00Z");
            byte[] bytes = written(registry, since);

            GenericRecord read = read(registry, bytes);

            assertThat(read.getClass()).isEqualTo(GenericData.Record.class);
            assertThat(read.get("tenant")).hasToString("acme");
            assertThat(read.get("address")).hasToString("+15555550123");
            assertThat(read.get("status")).hasToString("OPTED_IN");
            assertThat(read.get("since")).isEqualTo(since.toEpochMilli());
            assertThat(read.get("sequence")).isEqualTo(7L);
        }
    }

    private static GenericRecord read(InProcessRegistry registry, byte[] bytes) throws Exception {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        assertThat(buffer.get()).as("the first byte").isZero();
        int schemaId = buffer.getInt();
        var request = HttpRequest.newBuilder(URI.create(registry.url() + "/schemas/ids/" + schemaId))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            JsonNode answer = new ObjectMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            Schema schema = new Schema.Parser().parse(answer.get("schema").asText());
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, buffer.position(), buffer.remaining(), null);
            GenericRecord read =
                    new GenericDatumReader<GenericRecord>(schema, schema, new GenericData()).read(null, decoder);
            assertThat(decoder.isEnd()).as("nothing follows the record").isTrue();
            return read;
        }
    }

    private static byte[] written(InProcessRegistry registry, Instant since) {
        EventSerde<ConsentState> serde = EventSerde.configured(Map.of(EventSerde.REGISTRY_URL, registry.url()));
        var event = ConsentState.newBuilder()
                .setTenant("acme")
                .setChannel(Channel.SMS)
                .setAddress("+15555550123")
                .setStatus(ConsentStatus.OPTED_IN)
                .setOptOutScope(OptOutScope.NONE)
                .setSince(since)
                .setSequence(7)
                .setSetByEventId("twilio:SM1:1")
                .setSetBy("text START through twilio")
                .build();
        return serde.serializer().serialize(EventTopic.CONSENT_STATE.name(), event);
    }
}
