package dev.greenlight.smsinbound.domain;

import java.util.Optional;

/** A phone number in E.164 form: a plus sign, then at most fifteen digits, the first of them not zero. */
public record PhoneNumber(String e164) {

    private static final int MOST_DIGITS = 15;

    /** Fewer are a short code, which has no plus sign. */
    private static final int FEWEST_DIGITS_WITHOUT_PLUS = 7;

    public PhoneNumber {
        if (!isE164(e164)) {
            throw new IllegalArgumentException("Not an E.164 number"); // the value is personal data: not in the text
        }
    }

    /** Empty for anything else, such as a short code or a sender's name. */
    public static Optional<PhoneNumber> parse(String text) {
        return isE164(text) ? Optional.of(new PhoneNumber(text)) : Optional.empty();
    }

    /** Safe for logs: keeps the last two digits only. */
    @Override
    public String toString() {
        return "***" + e164.substring(Math.max(1, e164.length() - 2));
    }

    /** A plus sign before 7 to 15 digits that do not start with zero, as some gateways leave it out; else unchanged. */
    public static String withPlus(String number) {
        return number.length() >= FEWEST_DIGITS_WITHOUT_PLUS && isE164('+' + number) ? '+' + number : number;
    }

    private static boolean isE164(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > MOST_DIGITS || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i <= digits; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
