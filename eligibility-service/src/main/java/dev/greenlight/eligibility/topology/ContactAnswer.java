package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.check.RecentSends;
import dev.greenlight.eligibility.domain.rule.CompanySettings;

/** What an instance can say about a contact. */
public sealed interface ContactAnswer {

    /**
     * It is kept here. A contact that nothing is known about is an answer too.
     *
     * @param settings of the company, by which the audiences are judged
     * @param sends what it was sent lately
     */
    record Found(Contact contact, CompanySettings settings, RecentSends sends) implements ContactAnswer {}

    /** Another instance keeps it, and this is its advertised address. */
    record KeptElsewhere(String host, int port) implements ContactAnswer {}

    /** Nobody can tell right now: state is being restored or moved. Never to be read as a yes. */
    record NotNow() implements ContactAnswer {}
}
