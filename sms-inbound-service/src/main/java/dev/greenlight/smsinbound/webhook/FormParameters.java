package dev.greenlight.smsinbound.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a form or a query, decoded, none lost and none added.
 *
 * <p>Parsed here and not by the web server, which drops parameters that it does not like and mixes query and body.
 */
public final class FormParameters {

    /** Those of a call without any. */
    public static final FormParameters NONE = new FormParameters(List.of());

    private static final Comparator<Parameter> BY_NAME_THEN_VALUE =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private final List<Parameter> sorted;

    /** One pair, decoded. */
    public record Parameter(String name, String value) {

        /** Safe for logs. */
        @Override
        public String toString() {
            return "Parameter[" + name.length() + " and " + value.length() + " characters]";
        }
    }

    private FormParameters(List<Parameter> sorted) {
        this.sorted = sorted;
    }

    /**
     * Reads {@code name=value} pairs separated by ampersands.
     *
     * @return empty when there are more than {@code most}
     */
    public static Optional<FormParameters> parse(byte[] form, int most) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start <= form.length) {
            int end = indexOf(form, '&', start, form.length);
            if (end > start) {
                if (parameters.size() == most) {
                    return Optional.empty();
                }
                int equals = indexOf(form, '=', start, end);
                parameters.add(new Parameter(
                        decoded(form, start, equals), equals < end ? decoded(form, equals + 1, end) : ""));
            }
            start = end + 1;
        }
        parameters.sort(BY_NAME_THEN_VALUE);
        return Optional.of(new FormParameters(parameters));
    }

    /** The only value of the parameter; empty when it is missing and when its values differ. */
    public Optional<String> only(String name) {
        String found = null;
        for (Parameter parameter : sorted) {
            if (parameter.name().equals(name)) {
                if (found != null && !found.equals(parameter.value())) {
                    return Optional.empty();
                }
                found = parameter.value();
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether the parameter is there, whatever its value. */
    public boolean has(String name) {
        return sorted.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** All pairs, repeated ones too, in the order of their names and then values. */
    public List<Parameter> sorted() {
        return Collections.unmodifiableList(sorted);
    }

    private static int indexOf(byte[] form, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (form[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    /** A percent sign that no two hexadecimal digits follow stands for itself. */
    private static String decoded(byte[] form, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = form[i];
            if (b == '+') {
                b = ' ';
            } else if (b == '%' && i + 2 < to) {
                int high = Character.digit(form[i + 1], 16);
                int low = Character.digit(form[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    b = (byte) (high << 4 | low);
                    i += 2;
                }
            }
            bytes[length++] = b;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
