package dev.greenlight.verification.crash;

/** The made-up people of a crash run: the i-th customer has the i-th number. */
final class People {

    static final String TENANT = "crash-plumbing";
    static final String TENANT_NUMBER = "+15555550100";

    private static final int DIGITS = 7;

    private final int active;

    /** @param active the first so many take part in the load */
    People(int active) {
        this.active = active;
    }

    static String number(int index) {
        return "+1555%07d".formatted(index);
    }

    static String customerId(int index) {
        return "C%07d".formatted(index);
    }

    /** Whether a record's key, of whatever topic, is about somebody who takes part in the load. */
    boolean concerns(String key) {
        int length = key.length();
        if (length < DIGITS) {
            return false;
        }
        int index = 0;
        for (int i = length - DIGITS; i < length; i++) {
            int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            index = index * 10 + digit;
        }
        return index < active;
    }
}
