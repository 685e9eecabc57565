package dev.greenlight.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object. Tells a field that is null from one that is not there, and collects every error, so
 * that a caller does not find them one by one.
 */
final class JsonFields {

    private static final int LARGEST_BODY = 256 * 1024;
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final ObjectNode object;
    private final String path;
    private final List<FieldError> errors;

    private JsonFields(ObjectNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /**
     * Reads the body of a request.
     *
     * @throws ProblemException when it is too large or no JSON object
     */
    static JsonFields of(HttpServletRequest request, JsonMapper json) throws IOException {
        return of(request, json, LARGEST_BODY);
    }

    /** As {@link #of(HttpServletRequest, JsonMapper)}, of at most so many bytes. */
    static JsonFields of(HttpServletRequest request, JsonMapper json, int largest) throws IOException {
        byte[] body = request.getInputStream().readNBytes(largest + 1);
        if (body.length > largest) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                return new JsonFields(object, "", new ArrayList<>());
            }
        } catch (JacksonException e) {
            // the problem says enough; the message would quote the body
        }
        throw new ProblemException(Problem.INVALID_REQUEST);
    }

    /** Reads an object that is at hand already, such as a row of a list. */
    static JsonFields of(ObjectNode object) {
        return new JsonFields(object, "", new ArrayList<>());
    }

    /** A field with another name is most likely a slip, and silently ignoring "doNotMial" would send mail. */
    JsonFields allowOnly(Set<String> names) {
        for (String name : object.propertyNames()) {
            if (!names.contains(name)) {
                // a name of the sender's making is not repeated
                add("(unknown)", "only " + sorted(names));
            }
        }
        return this;
    }

    /** As {@link #allowOnly}, and says which names it refuses: for bodies in which nobody puts anything personal. */
    JsonFields allowOnlyAndTell(Set<String> names) {
        for (String name : object.propertyNames()) {
            if (!names.contains(name)) {
                boolean readable = FIELD_NAME.matcher(name).matches();
                add(readable ? name : "(unknown)", "is not a field; only " + sorted(names));
            }
        }
        return this;
    }

    /** Whether the field is there with a value, right or wrong. */
    boolean isNamed(String name) {
        return value(name) != null;
    }

    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    @Nullable Boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            add(name, "must be true or false");
            return null;
        }
        return value.booleanValue();
    }

    @Nullable Integer number(String name, int least, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            add(name, "must be a whole number from " + least + " to " + most);
            return null;
        }
        return value.intValue();
    }

    @Nullable String text(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()
                || value.stringValue().isBlank()
                || value.stringValue().length() > longest) {
            add(name, "must be a text of 1 to " + longest + " characters");
            return null;
        }
        return value.stringValue();
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isString()) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(value.stringValue().toUpperCase(Locale.ROOT))) {
                    return constant;
                }
            }
        }
        add(name, "must be one of " + List.of(type.getEnumConstants()));
        return null;
    }

    @Nullable List<String> texts(String name, int most, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray() && value.size() <= most) {
            for (JsonNode element : value) {
                if (element.isString()
                        && !element.stringValue().isBlank()
                        && element.stringValue().length() <= longest) {
                    texts.add(element.stringValue());
                }
            }
        }
        if (texts.size() != value.size() || !value.isArray()) {
            add(name, "must be a list of at most " + most + " texts of 1 to " + longest + " characters");
        }
        return texts;
    }

    <T> @Nullable List<T> objects(String name, int most, Function<JsonFields, @Nullable T> reader) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        List<T> read = new ArrayList<>();
        if (!value.isArray() || value.size() > most) {
            add(name, "must be a list of at most " + most + " objects");
            return read;
        }
        for (int i = 0; i < value.size(); i++) {
            String place = path + name + "[" + i + "]";
            if (value.get(i) instanceof ObjectNode element) {
                T one = reader.apply(new JsonFields(element, place + ".", errors));
                if (one != null) {
                    read.add(one);
                }
            } else {
                errors.add(FieldError.inBody(place, "must be an object"));
            }
        }
        return read;
    }

    /** The objects of a list, each with errors of its own, so that one that is wrong stops none of the others. */
    List<JsonFields> elements(String name, int most) {
        JsonNode value = value(name);
        List<JsonFields> elements = new ArrayList<>();
        if (value == null) {
            return elements;
        }
        if (!value.isArray() || value.size() > most) {
            add(name, "must be a list of at most " + most + " objects");
            return elements;
        }
        for (int i = 0; i < value.size(); i++) {
            String place = path + name + "[" + i + "]";
            List<FieldError> own = new ArrayList<>();
            if (value.get(i) instanceof ObjectNode element) {
                elements.add(new JsonFields(element, place + ".", own));
            } else {
                own.add(FieldError.inBody(place, "must be an object"));
                elements.add(new JsonFields(JsonNodeFactory.instance.objectNode(), place + ".", own));
            }
        }
        return elements;
    }

    <T> @Nullable T object(String name, Function<JsonFields, @Nullable T> reader) {
        JsonNode value = value(name);
        if (value instanceof ObjectNode nested) {
            return reader.apply(new JsonFields(nested, path + name + ".", errors));
        }
        if (value != null) {
            add(name, "must be an object");
        }
        return null;
    }

    /** Whether something is wrong with the field, as far as it has been read. */
    boolean isRefused(String name) {
        return errors.stream().anyMatch(error -> error.field().equals(path + name));
    }

    /** Adds an error unless the field is there. */
    void require(String name) {
        if (value(name) == null) {
            add(name, "must be there");
        }
    }

    void add(String name, String rule) {
        errors.add(FieldError.inBody(path + name, rule));
    }

    /** @throws ProblemException with every error, if there is one */
    void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.of(errors);
        }
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
