package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.contact.CustomerContacts;

/** What an instance can say about a customer. */
public sealed interface CustomerAnswer {

    /**
     * It is kept here. A customer that nothing is known about is an answer too.
     *
     * @param contacts the addresses of the record
     * @param emails which of them is sent marketing emails
     * @param mail whether the customer is sent post
     */
    record Found(CustomerContacts contacts, EmailChoice emails, DirectMail mail) implements CustomerAnswer {}

    /** Another instance keeps it, and this is its advertised address. */
    record KeptElsewhere(String host, int port) implements CustomerAnswer {}

    /** Nobody can tell right now: state is being restored or moved. */
    record NotNow() implements CustomerAnswer {}
}
