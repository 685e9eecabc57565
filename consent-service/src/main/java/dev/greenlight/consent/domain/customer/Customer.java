package dev.greenlight.consent.domain.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company's record of a person or household.
 *
 * @param revision number of the change that made this state, from 1
 * @param details what is recorded
 * @param changedAt when the last change was asked for
 * @param changedBy who asked for it
 * @param recentCommandIds the last commands decided on, the newest last
 * @param merge into which other record this one was merged or is about to be, or null; such a record takes no change
 */
public record Customer(
        long revision,
        Details details,
        Instant changedAt,
        String changedBy,
        List<String> recentCommandIds,
        @Nullable Merge merge) {

    /** As many as a record may have; enough for a household, and few enough to be read at one go. */
    public static final int MOST_CONTACT_METHODS = 50;

    public Customer {
        recentCommandIds = List.copyOf(recentCommandIds);
    }

    /**
     * Where a record goes.
     *
     * @param into the customer that survives
     * @param commandId of the request
     * @param done false until the survivor has answered
     */
    public record Merge(String into, String commandId, boolean done) {}

    /** The customer that this one was merged into, or null while it stands for itself. */
    public @Nullable String mergedToId() {
        return merge != null && merge.done() ? merge.into() : null;
    }

    Customer with(@Nullable Merge newMerge) {
        return new Customer(revision, details, changedAt, changedBy, recentCommandIds, newMerge);
    }

    /**
     * What is recorded about a customer.
     *
     * @param name of the person or household
     * @param active whether the record is in use
     * @param type what kind of customer it is
     * @param language the BCP 47 tag of the language to write in, or null where it is not known
     * @param doNotMail blocks every channel
     * @param doNotService blocks every channel
     * @param doNotSendPromotionalEmails blocks email marketing only
     * @param tags in the order they were set; those that decide on email in the spelling of {@link EmailTags}
     * @param contactMethods in the order of the record
     * @param address where the customer gets post, or null where it is not known
     * @param portalLink the https address of the customer's page at the company, or null where there is none
     */
    public record Details(
            String name,
            boolean active,
            CustomerType type,
            @Nullable String language,
            boolean doNotMail,
            boolean doNotService,
            boolean doNotSendPromotionalEmails,
            List<String> tags,
            List<ContactMethod> contactMethods,
            @Nullable PostalAddress address,
            @Nullable String portalLink) {

        public Details {
            tags = EmailTags.spelled(tags);
            contactMethods = List.copyOf(contactMethods);
        }

        Details inactive() {
            return new Details(
                    name,
                    false,
                    type,
                    language,
                    doNotMail,
                    doNotService,
                    doNotSendPromotionalEmails,
                    tags,
                    contactMethods,
                    address,
                    portalLink);
        }

        /** Safe for logs: without the name, the addresses and the link. */
        @Override
        public String toString() {
            return type + " with " + contactMethods;
        }
    }
}
