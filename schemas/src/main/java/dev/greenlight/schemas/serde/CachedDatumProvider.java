package dev.greenlight.schemas.serde;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Gives Apicurio's serde its Avro readers and writers, each made once for a schema. Apicurio's own provider works out
 * the fingerprint of the schema again for every record, which costs several times what the encoding does.
 *
 * @param <T> what is written and read, always a generated class
 */
public final class CachedDatumProvider<T> implements AvroDatumProvider<T> {

    private final Map<Schema, DatumWriter<T>> writers = new ConcurrentHashMap<>();
    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();

    @Override
    public void configure(AvroSerdeConfig settings) {
        // nothing to choose
    }

    @Override
    public DatumWriter<T> createDatumWriter(T data, Schema schema) {
        DatumWriter<T> known = writers.get(schema);
        return known != null
                ? known
                : writers.computeIfAbsent(schema, each -> new SpecificDatumWriter<>(each, modelOf(data)));
    }

    @Override
    public DatumReader<T> createDatumReader(Schema written) {
        DatumReader<T> known = readers.get(written);
        return known != null ? known : readers.computeIfAbsent(written, CachedDatumProvider::reader);
    }

    @Override
    public Schema toSchema(T data) {
        return ((SpecificRecord) data).getSchema();
    }

    private static <T> DatumReader<T> reader(Schema written) {
        Class<?> type = SpecificData.get().getClass(written);
        if (type == null) {
            throw new IllegalStateException("No class for the schema " + written.getFullName());
        }
        SpecificData model = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(written, model.getSchema(type), model);
    }

    private static SpecificData modelOf(Object data) {
        return SpecificData.getForClass(data.getClass());
    }
}
