package dev.greenlight.consent.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a text is an address as we take it. */
final class Addresses {

    /** The shape only: gateways name numbers that the tables of numbering plans do not know, and they have a consent. */
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** One @ with something plain on both sides and a dot on the right: what mail servers take, without their rarities. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\\p{Cntrl}@<>\"(),:;\\\\\\[\\]]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final int LONGEST_EMAIL = 254;

    static final String NUMBER_RULE = "must be a phone number in E.164 form, such as +15555550123";
    static final String EMAIL_RULE = "must be an email address";
    static final String LINK_RULE = "must be an https URL with a host and without a user";

    private Addresses() {}

    static boolean isPhoneNumber(String text) {
        return E164.matcher(text).matches();
    }

    static boolean isEmail(String text) {
        return text.length() <= LONGEST_EMAIL && EMAIL.matcher(text).matches();
    }

    /**
     * An email address in the form in which two are compared: the domain in lower case, and the part before it, which
     * only its own mail server understands, as it was sent.
     */
    static String canonicalEmail(String email) {
        int at = email.lastIndexOf('@');
        return email.substring(0, at) + email.substring(at).toLowerCase(Locale.ROOT);
    }

    static boolean isHttpsUrl(String text) {
        try {
            var url = new URI(text);
            return "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && url.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
