package dev.greenlight.consent.web;

/**
 * What is wrong with a field; never what was sent.
 *
 * @param field its name, with the place in a list, such as {@code contactMethods[0].value}
 * @param rule what holds for it
 */
record FieldError(String field, String rule) {}
