package dev.greenlight.eligibility.domain.contact;

/** A yes or no of a contact method or its customer. The bits are stored: they never change their meaning. */
public enum Flag {
    MOBILE(1, Merge.ON_IF_ALL),
    EMAIL(2, Merge.ON_IF_ALL),
    MARKETING_UPDATES(4, Merge.ON_IF_ALL),
    JOB_NOTIFICATIONS(8, Merge.ON_IF_ALL),
    ACTIVE_CUSTOMER(16, Merge.ON_IF_ALL),
    DO_NOT_MAIL(32, Merge.ON_IF_ANY),
    DO_NOT_SERVICE(64, Merge.ON_IF_ANY),
    DO_NOT_SEND_PROMOTIONAL_EMAILS(128, Merge.ON_IF_ANY),
    /** The address is no longer on the record. Lives only while the change is worked out; never stored. */
    REMOVED(256, Merge.ON_IF_ANY),
    /** The customer has the tag by which an office records a double opt-in to email. */
    OPTED_IN_TAG(512, Merge.ON_IF_ALL),
    /** The customer has the tag of those who do not read emails. */
    EMAIL_DORMANT_TAG(1024, Merge.ON_IF_ANY),
    /** The customer has a postal address that post can be delivered to. Of customers only, not of contact methods. */
    VALID_POSTAL_ADDRESS(2048, Merge.ON_IF_ALL),
    /** An estimate of the customer is open, within the company's window, and no job was booked on it. */
    OPEN_ESTIMATE(4096, Merge.ON_IF_ALL);

    private enum Merge {
        ON_IF_ALL,
        ON_IF_ANY
    }

    private final int bit;
    private final Merge merge;

    Flag(int bit, Merge merge) {
        this.bit = bit;
        this.merge = merge;
    }

    int bit() {
        return bit;
    }

    /** Whether, of two contact methods with the same address, both must have it on for the address to have it on. */
    boolean onOnlyIfAll() {
        return merge == Merge.ON_IF_ALL;
    }
}
