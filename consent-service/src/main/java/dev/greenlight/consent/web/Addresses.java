package dev.greenlight.consent.web;

import java.util.regex.Pattern;

/** Whether a text is an address as we take it. Numbers are not guessed at: they come in E.164 form or not at all. */
final class Addresses {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** One @ with something plain on both sides and a dot on the right: what mail servers take, without their rarities. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"(),:;\\\\\\[\\]]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final int LONGEST_EMAIL = 254;

    static final String NUMBER_RULE = "must be a phone number in E.164 form, such as +15555550123";
    static final String EMAIL_RULE = "must be an email address";

    private Addresses() {}

    static boolean isPhoneNumber(String text) {
        return E164.matcher(text).matches();
    }

    static boolean isEmail(String text) {
        return text.length() <= LONGEST_EMAIL && EMAIL.matcher(text).matches();
    }
}
