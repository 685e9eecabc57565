package dev.greenlight.consent.web;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * Reads email addresses for the suppression list. The domain is taken in letters of any script and kept as mail servers
 * see it: in its ASCII form and in lower case. The part before it stays as it was sent, with its {@code +tag}.
 */
final class EmailAddresses {

    static final int LONGEST = 1_000;

    /** Letters and joiners that the old and the new rules for domains make two different domains of. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private static final String PUNYCODE_RULE = "must have its domain in the ASCII form, which begins with xn--";

    private EmailAddresses() {}

    static EmailReading read(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || text.length() > LONGEST) {
            return new EmailReading.Refused(Addresses.EMAIL_RULE);
        }
        String domain = text.substring(at + 1);
        if (AMBIGUOUS.matcher(domain).find()) {
            return new EmailReading.Refused(PUNYCODE_RULE);
        }
        try {
            String email = text.substring(0, at + 1) + IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            return Addresses.isEmail(email)
                    ? new EmailReading.Address(Addresses.canonicalEmail(email))
                    : new EmailReading.Refused(Addresses.EMAIL_RULE);
        } catch (IllegalArgumentException e) {
            // no domain; the message would quote it
            return new EmailReading.Refused(Addresses.EMAIL_RULE);
        }
    }

    /**
     * Reads the address in a path.
     *
     * @throws ProblemException where it is none
     */
    static String inPath(String email) {
        return switch (read(email)) {
            case EmailReading.Address address -> address.canonical();
            case EmailReading.Refused refused -> throw ProblemException.of("email", refused.rule());
        };
    }
}
