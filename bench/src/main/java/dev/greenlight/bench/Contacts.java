package dev.greenlight.bench;

import dev.greenlight.schemas.topic.TopicKeys;

/** The contacts of a run, numbered from 0: customer {@code c17} has the phone number that ends in 17. */
final class Contacts {

    static final String TENANT = "bench";

    /** A company whose settings are changed. */
    static final String OTHER_TENANT = "other";

    /** The company's own number. */
    static final String SENDER = "+18005551212";

    private static final long FIRST_NUMBER = 12_000_000_000L;

    private Contacts() {}

    static String number(int contact) {
        return "+" + (FIRST_NUMBER + contact);
    }

    static String customerId(int contact) {
        return "c" + contact;
    }

    static String textKey(int contact) {
        return TopicKeys.ofAddress(TENANT, number(contact));
    }

    /** The contact that an audience key speaks of: {@code bench:c17:+12000000017} is 17. */
    static int ofAudienceKey(String key) {
        int contact = 0;
        for (int i = TENANT.length() + 2; key.charAt(i) != ':'; i++) {
            contact = contact * 10 + (key.charAt(i) - '0');
        }
        return contact;
    }
}
