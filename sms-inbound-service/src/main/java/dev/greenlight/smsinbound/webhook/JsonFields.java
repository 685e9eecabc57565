package dev.greenlight.smsinbound.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a JSON object. A field that is there twice makes the whole body unreadable: which one was meant? */
public final class JsonFields {

    private static final long MOST_SECONDS = 999_999_999_999L;

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

    /** Empty for anything but one JSON array; what is not an object in it is left out. */
    public static Optional<List<JsonFields>> parseArray(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read.isArray() ? Optional.of(objects(read)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // the exception quotes the body, which is personal data
        }
    }

    /** A JSON object of texts, whole numbers, and objects that are such maps themselves. */
    public static String write(Map<String, ?> fields) {
        return JSON.writeValueAsString(fields);
    }

    /** The object that the field is; empty where the field is missing or something else. */
    public Optional<JsonFields> object(String name) {
        JsonNode field = object.path(name);
        return field.isObject() ? Optional.of(new JsonFields(field)) : Optional.empty();
    }

    /** The objects in the array that the field is; none where the field is missing or something else. */
    public List<JsonFields> objects(String name) {
        return objects(object.path(name));
    }

    /** The texts in the array that the field is; none where the field is missing or something else. */
    public List<String> texts(String name) {
        JsonNode field = object.path(name);
        return field.isArray()
                ? field.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList()
                : List.of();
    }

    /** The field's text; empty where the field is missing or not a text. */
    public Optional<String> text(String name) {
        JsonNode field = object.path(name);
        return field.isString() ? Optional.of(field.stringValue()) : Optional.empty();
    }

    /** The field's text, or its whole number in digits; empty where the field is missing or something else. */
    public Optional<String> textOrNumber(String name) {
        JsonNode field = object.path(name);
        return field.isIntegralNumber() ? Optional.of(field.asString()) : text(name);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** The time that the field gives in whole seconds since 1970; empty where it is missing or something else. */
    public Optional<Instant> unixSeconds(String name) {
        JsonNode field = object.path(name);
        return field.isIntegralNumber() && field.canConvertToLong() && isSeconds(field.longValue())
                ? Optional.of(Instant.ofEpochSecond(field.longValue()))
                : Optional.empty();
    }

    /** Every text, number and truth value by the name of its field, as text; other fields are left out. */
    public Map<String, String> scalars() {
        var scalars = new TreeMap<String, String>();
        object.propertyStream()
                .filter(field ->
                        field.getValue().isValueNode() && !field.getValue().isNull())
                .forEach(field -> scalars.put(field.getKey(), field.getValue().asString()));
        return scalars;
    }

    private static boolean isSeconds(long value) {
        return value >= 0 && value <= MOST_SECONDS;
    }

    private static List<JsonFields> objects(JsonNode array) {
        return array.isArray()
                ? array.valueStream()
                        .filter(JsonNode::isObject)
                        .map(JsonFields::new)
                        .toList()
                : List.of();
    }
}
