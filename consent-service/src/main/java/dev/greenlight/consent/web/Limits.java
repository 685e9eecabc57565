package dev.greenlight.consent.web;

import java.util.regex.Pattern;

/** The parameter {@code limit} of lists. */
final class Limits {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private Limits() {}

    /** @throws ProblemException unless it is a number from 1 to {@code most} */
    static int parse(String limit, int most) {
        int number = DIGITS.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > most) {
            throw ProblemException.of("limit", "must be 1 to " + most);
        }
        return number;
    }
}
