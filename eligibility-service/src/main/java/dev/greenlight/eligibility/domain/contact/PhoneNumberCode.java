package dev.greenlight.eligibility.domain.contact;

/**
 * Phone numbers as whole numbers that have the order of their texts, so that a million of them are small and those
 * that begin alike lie side by side: the digits, filled up with zeros to fifteen, and how many there were.
 */
final class PhoneNumberCode {

    private static final int MOST_DIGITS = 15;
    private static final int LENGTH_BITS = 4;

    private PhoneNumberCode() {}

    /** Whether it is a number in E.164 form: a plus sign and 2 to 15 digits, the first of them not 0. */
    static boolean isPhoneNumber(String address) {
        if (address.length() < 3 || address.length() > MOST_DIGITS + 1 || address.charAt(0) != '+') {
            return false;
        }
        for (int i = 1; i < address.length(); i++) {
            char digit = address.charAt(i);
            if (digit < (i == 1 ? '1' : '0') || digit > '9') {
                return false;
            }
        }
        return true;
    }

    static long of(String number) {
        int digits = number.length() - 1;
        return (filled(number) << LENGTH_BITS) | digits;
    }

    static String toNumber(long code) {
        int digits = (int) (code & ((1 << LENGTH_BITS) - 1));
        return "+" + (code >> LENGTH_BITS) / powerOfTen(MOST_DIGITS - digits);
    }

    /** The least code of the numbers that begin so; {@code beginning} is a plus sign and up to 15 digits. */
    static long first(String beginning) {
        return beginning.length() == 1 ? 0 : filled(beginning) << LENGTH_BITS;
    }

    /** A code that is higher than those of all numbers that begin so. */
    static long behind(String beginning) {
        return beginning.length() == 1
                ? Long.MAX_VALUE
                : (filled(beginning) + powerOfTen(MOST_DIGITS - (beginning.length() - 1))) << LENGTH_BITS;
    }

    private static long filled(String number) {
        return Long.parseLong(number, 1, number.length(), 10) * powerOfTen(MOST_DIGITS - (number.length() - 1));
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
