package dev.greenlight.consent.web;

/** What was made of an email address that somebody sent. */
sealed interface EmailReading {

    /**
     * An address that can be written to.
     *
     * @param canonical in the form in which two are compared
     */
    record Address(String canonical) implements EmailReading {}

    /**
     * Not taken.
     *
     * @param rule what does not hold for it, without the address
     */
    record Refused(String rule) implements EmailReading {}
}
