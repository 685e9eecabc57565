package dev.greenlight.consent.domain.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the office asks for about one customer. Null stands for what the request does not name.
 *
 * @param commandId the same for every repetition of the request
 * @param kind how the request is meant
 * @param onlyRevision the revision that the request is meant for, or null for any
 * @param askedAt when it was asked for
 * @param askedBy who asked for it
 * @param fields what is asked for
 */
public record CustomerCommand(
        String commandId, Kind kind, @Nullable Long onlyRevision, Instant askedAt, String askedBy, Fields fields) {

    /** How a request is meant. */
    public enum Kind {
        /** The whole record; what is not named takes its default. Creates the customer where there is none. */
        REPLACE,
        /** The named fields only, of a customer that exists. */
        MERGE,
        /** As REPLACE, by a list that was taken from another system at the time of asking; see {@link ImportPolicy}. */
        IMPORT
    }

    /**
     * The fields that a request names.
     *
     * @param forgetsLanguage whether the language is named in order to forget it
     * @param forgetsAddress whether the postal address is named in order to forget it
     * @param forgetsPortalLink whether the link is named in order to forget it
     */
    public record Fields(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable CustomerType type,
            @Nullable String language,
            boolean forgetsLanguage,
            @Nullable Boolean doNotMail,
            @Nullable Boolean doNotService,
            @Nullable Boolean doNotSendPromotionalEmails,
            @Nullable List<String> tags,
            @Nullable List<RequestedContactMethod> contactMethods,
            @Nullable PostalAddress address,
            boolean forgetsAddress,
            @Nullable String portalLink,
            boolean forgetsPortalLink) {}

    /**
     * A contact method as asked for.
     *
     * @param contactMethodId unique within the customer, or null to leave the choice to the service
     * @param type what it is
     * @param value the phone number in E.164 form, or the email address
     */
    public record RequestedContactMethod(
            @Nullable String contactMethodId,
            ContactMethodType type,
            String value,
            @Nullable Boolean marketingUpdates,
            @Nullable Boolean jobNotifications) {}
}
