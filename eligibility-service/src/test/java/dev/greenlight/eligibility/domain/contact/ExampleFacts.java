package dev.greenlight.eligibility.domain.contact;

import java.time.Instant;

/** What is known about an address, for tests that do not care how it came to be known. */
public final class ExampleFacts {

    /** All that marketing texts ask of a customer record. */
    public static final Flags ALLOWED = Flags.of(Flag.MOBILE, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);

    private static final Cause RECORD = new Cause("change-1", Instant.parse("2026-03-01T10:00:00Z"), "front-office");
    private static final Cause TEXT = new Cause("entry-1", Instant.parse("2026-03-02T10:00:00Z"), "text");

    private ExampleFacts() {}

    /**
     * @param status of the person's consent
     * @param holders the flags of customers c-1, c-2 and so on
     */
    public static ContactFacts of(ConsentStatus status, Flags... holders) {
        OptOutScope scope = status == ConsentStatus.OPTED_OUT ? OptOutScope.ALL : OptOutScope.NONE;
        ContactFacts facts = ContactFacts.NOTHING.withConsent(new Consent(status, scope, 1, TEXT, null));
        for (int i = 0; i < holders.length; i++) {
            var method = new ContactMethod("m-1", null, holders[i]);
            facts = facts.withFlags(new ContactFlags("c-" + (i + 1), 1, method, RECORD));
        }
        return facts;
    }
}
