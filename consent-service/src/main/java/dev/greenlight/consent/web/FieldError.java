package dev.greenlight.consent.web;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a field; never what was sent.
 *
 * @param field its name, with the place in a list, such as {@code contactMethods[0].value}
 * @param pointer the same as a JSON Pointer into the body, such as {@code #/contactMethods/0/value}; null for a header
 *     or a part of the address
 * @param rule what holds for it
 */
record FieldError(String field, @Nullable String pointer, String rule) {

    /** Of a header or a part of the address. */
    FieldError(String field, String rule) {
        this(field, null, rule);
    }

    /** Of a field of the body. */
    static FieldError inBody(String field, String rule) {
        String pointer = field.replace('[', '/').replace("]", "").replace('.', '/');
        return new FieldError(field, "#/" + pointer, rule);
    }
}
