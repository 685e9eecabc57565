package dev.greenlight.smsinbound.webhook;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a JSON object. A field that is there twice makes the whole body unreadable: which one was meant? */
public final class JsonFields {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode object;

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    /** Empty for anything but one JSON object. */
    public static Optional<JsonFields> parse(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read.isObject() ? Optional.of(new JsonFields(read)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // the exception quotes the body, which is personal data
        }
    }

    /** The field's text; empty where the field is missing or not a text. */
    public Optional<String> text(String name) {
        JsonNode field = object.path(name);
        return field.isString() ? Optional.of(field.stringValue()) : Optional.empty();
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }
}
