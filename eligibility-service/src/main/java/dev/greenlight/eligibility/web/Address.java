package dev.greenlight.eligibility.web;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of a question, in the form in which it is a key. */
final class Address {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@:]{1,64}@[^\\s@:]{1,190}");

    private Address() {}

    /** Empty for what is neither; of an email address only the domain is the same in lower case. */
    static Optional<String> parse(String text) {
        if (E164.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (!EMAIL.matcher(text).matches()) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        return Optional.of(text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT));
    }
}
