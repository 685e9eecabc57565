package dev.greenlight.schemas.serde;

import dev.greenlight.schemas.registry.SchemaRegistry;
import io.apicurio.registry.resolver.ParsedSchemaImpl;
import io.apicurio.registry.resolver.SchemaLookupResult;
import io.apicurio.registry.resolver.SchemaParser;
import io.apicurio.registry.resolver.SchemaResolver;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.data.Record;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.resolver.strategy.ArtifactReferenceResolverStrategy;
import io.apicurio.registry.serde.data.SerdeMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Lets Apicurio's serde work with any registry that has the Confluent Schema Registry API; its own resolver
 * speaks only Apicurio's.
 *
 * @param <D> what is written and read, always a {@link GenericContainer}
 */
public final class ConfluentSchemaResolver<D> implements SchemaResolver<Schema, D> {

    /** A record with an unknown id must not cost a call to the registry each time it is met. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(5);

    private final Map<Written, SchemaLookupResult<Schema>> bySchema = new ConcurrentHashMap<>();
    private final Map<Long, SchemaLookupResult<Schema>> byId = new ConcurrentHashMap<>();
    private final Map<Long, Long> unknownSince = new ConcurrentHashMap<>();

    private @Nullable SchemaRegistry registry;
    private @Nullable SchemaParser<Schema, D> parser;
    private boolean registers;

    private record Written(String subject, Schema schema) {}

    @Override
    public void configure(Map<String, ?> settings, SchemaParser<Schema, D> schemaParser) {
        registry = SchemaRegistry.of(settings);
        parser = schemaParser;
        registers = Boolean.parseBoolean(String.valueOf(settings.get("apicurio.registry.auto-register")));
    }

    @Override
    public SchemaLookupResult<Schema> resolveSchema(Record<D> data) {
        var metadata = (SerdeMetadata) data.metadata();
        var subject = metadata.getTopic() + (metadata.isKey() ? "-key" : "-value");
        var schema = ((GenericContainer) data.payload()).getSchema();
        var written = new Written(subject, schema);
        SchemaLookupResult<Schema> known = bySchema.get(written);
        if (known == null) {
            known = found(registers ? registry().register(subject, schema) : registeredId(subject, schema), schema);
            bySchema.put(written, known);
        }
        return known;
    }

    @Override
    public SchemaLookupResult<Schema> resolveSchemaByArtifactReference(@Nullable ArtifactReference reference) {
        Long id = reference == null ? null : reference.getContentId();
        if (id == null) {
            throw new SerializationException("Not an event: it does not start with a zero byte and a schema id");
        }
        SchemaLookupResult<Schema> known = byId.get(id);
        if (known == null) {
            known = found(id, fetched(id));
            byId.put(id, known);
        }
        return known;
    }

    @Override
    public SchemaParser<Schema, D> getSchemaParser() {
        return Objects.requireNonNull(parser, "configure() comes first");
    }

    @Override
    public void setClientFacade(RegistryClientFacade facade) {
        // we bring our own client
    }

    @Override
    public void setArtifactResolverStrategy(ArtifactReferenceResolverStrategy<Schema, D> strategy) {
        // subjects are named after topics
    }

    @Override
    public void reset() {
        bySchema.clear();
        byId.clear();
        unknownSince.clear();
    }

    @Override
    public void close() {
        reset();
    }

    private int registeredId(String subject, Schema schema) {
        return registry()
                .idOf(subject, schema)
                .orElseThrow(() -> new SerializationException("The registry does not hold this version of " + subject
                        + ". Register the schemas with the prepare command before starting a service"));
    }

    private Schema fetched(long id) {
        Long since = unknownSince.get(id);
        if (since != null && System.nanoTime() - since < ASK_AGAIN_AFTER.toNanos()) {
            throw unknown(id);
        }
        var schema = registry().schemaOf(id);
        if (schema.isEmpty()) {
            unknownSince.put(id, System.nanoTime());
            throw unknown(id);
        }
        unknownSince.remove(id);
        return schema.get();
    }

    private static SerializationException unknown(long id) {
        return new SerializationException("The registry has no schema with id " + id);
    }

    private static SchemaLookupResult<Schema> found(long id, Schema schema) {
        var parsed = new ParsedSchemaImpl<Schema>()
                .setParsedSchema(schema)
                .setRawSchema(schema.toString().getBytes(StandardCharsets.UTF_8));
        return SchemaLookupResult.<Schema>builder()
                .contentId(id)
                .globalId(id)
                .parsedSchema(parsed)
                .build();
    }

    private SchemaRegistry registry() {
        return Objects.requireNonNull(registry, "configure() comes first");
    }
}
