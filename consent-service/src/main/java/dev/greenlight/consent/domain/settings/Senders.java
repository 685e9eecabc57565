package dev.greenlight.consent.domain.settings;

import org.jspecify.annotations.Nullable;

/**
 * Whom a company's messages come from.
 *
 * @param sms the phone number in E.164 form or the short code that texts are sent from, or null
 * @param email who emails are sent from, or null
 */
public record Senders(@Nullable String sms, @Nullable EmailSender email) {

    /** A company that has not named any. */
    public static final Senders NONE = new Senders(null, null);

    /**
     * Who emails are sent from; a company has one.
     *
     * @param name as readers see it
     * @param address of it
     */
    public record EmailSender(String name, String address) {}

    /** Says whether there are any; an address is nobody's business in a log. */
    @Override
    public String toString() {
        return "Senders[sms=" + (sms != null) + ", email=" + (email != null) + "]";
    }
}
