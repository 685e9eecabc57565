package dev.greenlight.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody has filled in, as a browser or a script sends it.
 *
 * @param phone as it was written; empty where it was not
 * @param email as it was written; empty where it was not
 * @param name of the person, or null
 * @param agrees whether the person ticked the box beside the words
 * @param version of the words beside the box
 * @param page where the form stood, or null
 * @param baited whether the field is filled in that people do not see
 */
record FormSubmission(
        String phone,
        String email,
        @Nullable String name,
        boolean agrees,
        long version,
        @Nullable String page,
        boolean baited) {

    static final String PHONE = "phone";
    static final String EMAIL = "email";
    static final String NAME = "name";
    static final String AGREE = "agree";
    static final String VERSION = "version";
    static final String PAGE = "page";
    static final String BAIT = "website";

    private static final Set<String> YES = Set.of("yes", "on", "true", "1");
    private static final int LARGEST_BODY = 8 * 1024;
    private static final int MOST_FIELDS = 20;

    /** @throws ProblemException when it is too large or cannot be read */
    static FormSubmission read(HttpServletRequest request, boolean isJson, JsonMapper json) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        Map<String, String> fields = isJson ? ofJson(body, json) : ofForm(body);
        return new FormSubmission(
                fields.getOrDefault(PHONE, "").strip(),
                fields.getOrDefault(EMAIL, "").strip(),
                name(fields.getOrDefault(NAME, "").strip()),
                YES.contains(fields.getOrDefault(AGREE, "")),
                version(fields.getOrDefault(VERSION, "")),
                fields.get(PAGE),
                !fields.getOrDefault(BAIT, "").isBlank());
    }

    static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type));
    }

    /** Without what the person wrote. */
    @Override
    public String toString() {
        return "FormSubmission[version=" + version + "]";
    }

    private static @Nullable String name(String text) {
        return text.isEmpty() ? null : text;
    }

    private static long version(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Map<String, String> ofForm(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS)) {
            int equals = pair.indexOf('=');
            try {
                if (equals > 0) {
                    fields.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            } catch (IllegalArgumentException e) {
                // a broken escape; its message would quote it
                throw new ProblemException(Problem.INVALID_REQUEST);
            }
        }
        return fields;
    }

    private static Map<String, String> ofJson(byte[] body, JsonMapper json) {
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                Map<String, String> fields = new HashMap<>();
                for (String name : Set.of(PHONE, EMAIL, NAME, AGREE, VERSION, PAGE, BAIT)) {
                    JsonNode value = object.get(name);
                    if (value != null && value.isValueNode() && !value.isNull()) {
                        fields.put(name, value.asString());
                    }
                }
                return fields;
            }
        } catch (JacksonException e) {
            // its message would quote the body
        }
        throw new ProblemException(Problem.INVALID_REQUEST);
    }
}
