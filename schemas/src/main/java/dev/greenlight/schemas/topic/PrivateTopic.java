package dev.greenlight.schemas.topic;

import java.util.List;

/**
 * A topic that one service both writes and reads, or its dead letters. Its values are nobody else's business;
 * it is in the catalogue because topics are created in one place and never by a service.
 */
public record PrivateTopic(String name, TopicKind kind, TopicKey key, Owner owner) implements CatalogueTopic {

    /** What the office asked for about customers, in order: the facts behind {@code consent.customer-state}. */
    public static final PrivateTopic CUSTOMER_COMMAND =
            in(Owner.CONSENT, "customer-command", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_CUSTOMER);

    /** What follows from a merge for the other of its two records. */
    public static final PrivateTopic MERGE_STEP =
            in(Owner.CONSENT, "merge-step", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_CUSTOMER);

    /** What the office asked for about batch edits, and how far they have come. */
    public static final PrivateTopic BATCH_EDIT_COMMAND =
            in(Owner.CONSENT, "batch-edit-command", TopicKind.FACTS, TopicKey.TENANT);

    /** The next customers of each part of a batch edit, in the partition of those customers. */
    public static final PrivateTopic BATCH_EDIT_STEP =
            in(Owner.CONSENT, "batch-edit-step", TopicKind.FACTS, TopicKey.TENANT);

    /** What the office asked for about a tenant's settings. */
    public static final PrivateTopic SETTINGS_COMMAND =
            in(Owner.CONSENT, "settings-command", TopicKind.FACTS, TopicKey.TENANT);

    /** What people of the company read in texts that were held for review. */
    public static final PrivateTopic REVIEW_COMMAND =
            in(Owner.CONSENT, "review-command", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_ADDRESS);

    /** People whom the office wants asked to opt in. */
    public static final PrivateTopic OPT_IN_REQUEST_COMMAND =
            in(Owner.CONSENT, "opt-in-request-command", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_ADDRESS);

    /** Opt-outs that people made known by other means than a text. */
    public static final PrivateTopic OPT_OUT_COMMAND =
            in(Owner.CONSENT, "opt-out-command", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_ADDRESS);

    /** What people and the office want for email addresses. */
    public static final PrivateTopic EMAIL_COMMAND =
            in(Owner.CONSENT, "email-command", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_ADDRESS);

    /** Addresses of people who want what is known about them erased. */
    public static final PrivateTopic ERASURE_COMMAND =
            in(Owner.CONSENT, "erasure-command", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_ADDRESS);

    /** The same for customer records. */
    public static final PrivateTopic CUSTOMER_ERASURE_COMMAND =
            in(Owner.CONSENT, "customer-erasure-command", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_CUSTOMER);

    /** Every erased address under its pseudonym, once in every partition, so that each task knows them all. */
    public static final PrivateTopic ERASED_ADDRESS =
            in(Owner.CONSENT, "erased-address", TopicKind.STATE, TopicKey.TENANT_PSEUDONYM);

    /** Every accepted settings change, once in every partition, so that each task has all tenants' settings. */
    public static final PrivateTopic SETTINGS_BROADCAST =
            in(Owner.CONSENT, "settings-broadcast", TopicKind.FACTS, TopicKey.TENANT);

    /** What the stream decided about a command, for the HTTP request that waits for it. */
    public static final PrivateTopic COMMAND_OUTCOME =
            in(Owner.CONSENT, "command-outcome", TopicKind.PASSING, TopicKey.AS_RECEIVED);

    /** One contact method's flags on their way from the customer's partition to the address's. */
    public static final PrivateTopic CONTACT_FLAGS =
            in(Owner.ELIGIBILITY, "contact-flags", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_ADDRESS);

    /** Marketing texts that campaign engines report as sent. */
    public static final PrivateTopic MESSAGE_SENT =
            in(Owner.ELIGIBILITY, "message-sent", TopicKind.BRIEF_FACTS, TopicKey.TENANT_ADDRESS);

    /** The same, at a pace that holds up nobody's STOP, on their way to the state of the address. */
    public static final PrivateTopic RECENT_SEND =
            in(Owner.ELIGIBILITY, "recent-send", TopicKind.BRIEF_FACTS, TopicKey.TENANT_ADDRESS);

    /** Whether one email address may be sent marketing emails, on its way from its partition to its customer's. */
    public static final PrivateTopic EMAIL_STANDING =
            in(Owner.ELIGIBILITY, "email-standing", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_CUSTOMER);

    /** What is new about estimates and the jobs on them, on its way from their partition to their customer's. */
    public static final PrivateTopic ESTIMATE_NEWS =
            in(Owner.ELIGIBILITY, "estimate-news", TopicKind.PERSONAL_FACTS, TopicKey.TENANT_CUSTOMER);

    /** What each company has set up about audiences, once in every partition, as the settings are in consent-service. */
    public static final PrivateTopic AUDIENCE_SETTINGS =
            in(Owner.ELIGIBILITY, "settings-broadcast", TopicKind.FACTS, TopicKey.TENANT);

    public static final PrivateTopic CONSENT_DEAD_LETTER = deadLetterOf(Owner.CONSENT);
    public static final PrivateTopic ELIGIBILITY_DEAD_LETTER = deadLetterOf(Owner.ELIGIBILITY);

    public static final List<PrivateTopic> ALL = List.of(
            CUSTOMER_COMMAND,
            MERGE_STEP,
            BATCH_EDIT_COMMAND,
            BATCH_EDIT_STEP,
            SETTINGS_COMMAND,
            REVIEW_COMMAND,
            OPT_IN_REQUEST_COMMAND,
            OPT_OUT_COMMAND,
            EMAIL_COMMAND,
            ERASURE_COMMAND,
            CUSTOMER_ERASURE_COMMAND,
            ERASED_ADDRESS,
            SETTINGS_BROADCAST,
            COMMAND_OUTCOME,
            CONTACT_FLAGS,
            MESSAGE_SENT,
            RECENT_SEND,
            AUDIENCE_SETTINGS,
            EMAIL_STANDING,
            ESTIMATE_NEWS,
            CONSENT_DEAD_LETTER,
            ELIGIBILITY_DEAD_LETTER);

    private static PrivateTopic in(Owner owner, String noun, TopicKind kind, TopicKey key) {
        return new PrivateTopic(owner.serviceName() + ".private." + noun, kind, key, owner);
    }

    private static PrivateTopic deadLetterOf(Owner owner) {
        return new PrivateTopic(
                owner.serviceName() + ".dead-letter", TopicKind.DEAD_LETTERS, TopicKey.AS_RECEIVED, owner);
    }
}
