package dev.greenlight.eligibility.domain.audience;

import dev.greenlight.eligibility.domain.contact.ContactFacts;

/**
 * An address at one company: what is known about it, and what was published because of that.
 *
 * @param facts who holds it and what the person said
 * @param published the memberships that the audience topics show
 */
public record Contact(ContactFacts facts, Memberships published) {

    public static final Contact UNKNOWN = new Contact(ContactFacts.NOTHING, Memberships.NONE);

    /** Whether there is nothing worth keeping. */
    public boolean isEmpty() {
        return facts.isEmpty() && published.all().isEmpty();
    }
}
