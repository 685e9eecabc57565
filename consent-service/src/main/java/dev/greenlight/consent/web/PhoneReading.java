package dev.greenlight.consent.web;

/** What was made of a phone number that somebody wrote. */
sealed interface PhoneReading {

    /**
     * A number that can be called.
     *
     * @param e164 in E.164 form
     */
    record Number(String e164) implements PhoneReading {}

    /**
     * Not taken.
     *
     * @param rule what does not hold for it, without the number
     */
    record Refused(String rule) implements PhoneReading {}
}
