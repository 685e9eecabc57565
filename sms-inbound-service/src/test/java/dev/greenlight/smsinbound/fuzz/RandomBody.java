package dev.greenlight.smsinbound.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that have the structure of a right one, with things in them that are not as they should be. */
final class RandomBody {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "4775",
            "21610",
            "1e400",
            "3.14",
            "\"\"",
            "[]",
            "{}",
            "[[]]",
            "\"2026-13-45T99:00:00Z\"",
            "\"2026-01-15T17:00:00.000Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-0001-01-01T00:00:00+18:00\"",
            "\"message-failed\"",
            "\"number-blocked\"",
            "\"mo_media\"",
            "\"message.finalized\"",
            "\"binary\"",
            "40300",
            "1768496400",
            "\"+14158675309\"",
            "\"opted-out\"");

    private final RandomInput random;

    RandomBody(RandomInput random) {
        this.random = random;
    }

    /** JSON of the example's shape. */
    byte[] json(byte[] example) {
        var text = new StringBuilder(512);
        write(text, JSON.readValue(example, Object.class));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A form of the example's shape. */
    byte[] form(byte[] example) {
        var form = new StringBuilder(512);
        for (String pair : new String(example, StandardCharsets.UTF_8).split("&")) {
            int times = random.oneIn(12) ? random.below(3) : 1;
            for (int time = 0; time < times; time++) {
                form.append(form.isEmpty() ? "" : "&").append(random.oneIn(8) ? changed(pair) : pair);
            }
        }
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String changed(String pair) {
        String value = random.text(1_600);
        String name = random.oneIn(4) ? random.text(30) : pair.substring(0, pair.indexOf('='));
        return name + '=' + (random.oneIn(4) ? value : URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private void write(StringBuilder text, Object value) {
        if (random.oneIn(12)) {
            text.append(random.oneIn(2) ? random.pick(LITERALS) : quoted(random.text(1_600)));
        } else if (value instanceof Map<?, ?> fields) {
            text.append('{');
            fields.forEach((name, field) -> writeField(text, name.toString(), field));
            text.append('}');
        } else if (value instanceof List<?> elements) {
            text.append('[');
            for (Object element : elements) {
                for (int times = random.oneIn(8) ? random.below(4) : 1; times > 0; times--) {
                    comma(text);
                    write(text, element);
                }
            }
            text.append(']');
        } else {
            text.append(JSON.writeValueAsString(value));
        }
    }

    private void writeField(StringBuilder text, String name, Object value) {
        for (int times = random.oneIn(20) ? random.below(3) : 1; times > 0; times--) {
            comma(text);
            text.append(quoted(random.oneIn(30) ? random.text(20) : name)).append(':');
            write(text, value);
        }
    }

    private static void comma(StringBuilder text) {
        char last = text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
