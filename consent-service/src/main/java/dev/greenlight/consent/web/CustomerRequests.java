package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.domain.customer.PostalAddress;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for about a customer. */
final class CustomerRequests {

    private static final int MOST_TAGS = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_LANGUAGE = 35; // what RFC 5646 asks software to take
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_LINK = 2_000;

    private static final String ADDRESS = "address";
    private static final String PORTAL_LINK = "portalLink";
    private static final Set<String> FIELDS = Set.of(
            "name",
            "active",
            "customerType",
            "language",
            "doNotMail",
            "doNotService",
            "doNotSendPromotionalEmails",
            "tags",
            "contactMethods",
            ADDRESS,
            PORTAL_LINK);
    private static final Set<String> CONTACT_FIELDS =
            Set.of("contactMethodId", "type", "value", "marketingUpdates", "jobNotifications");

    private CustomerRequests() {}

    /** @throws ProblemException with every field that is not as it must be */
    static Fields read(JsonFields json, Kind kind) {
        json.allowOnly(FIELDS);
        if (kind == Kind.REPLACE) {
            json.require("name");
        }
        PostalAddress address = json.object(ADDRESS, PostalAddressRequests::read);
        String country = country(json, kind, address);
        List<RequestedContactMethod> methods =
                json.objects("contactMethods", Customer.MOST_CONTACT_METHODS, method -> contactMethod(method, country));
        if (methods != null) {
            checkDistinct(json, methods);
        }
        var fields = new Fields(
                json.text("name", LONGEST_NAME),
                json.flag("active"),
                json.choice("customerType", CustomerType.class),
                json.text("language", LONGEST_LANGUAGE),
                kind == Kind.MERGE && json.isNull("language"),
                json.flag("doNotMail"),
                json.flag("doNotService"),
                json.flag("doNotSendPromotionalEmails"),
                json.texts("tags", MOST_TAGS, LONGEST_TAG),
                methods,
                address,
                kind == Kind.MERGE && json.isNull(ADDRESS),
                portalLink(json),
                kind == Kind.MERGE && json.isNull(PORTAL_LINK));
        json.check();
        return fields;
    }

    /**
     * Whose national form the numbers of a request may have. A patch without an address does not tell: the record may
     * have one in another country, where the same digits are somebody else's number.
     */
    private static @Nullable String country(JsonFields json, Kind kind, @Nullable PostalAddress address) {
        if (address != null) {
            return address.country();
        }
        boolean hasNone = kind == Kind.REPLACE ? !json.isNamed(ADDRESS) : json.isNull(ADDRESS);
        return hasNone ? PostalAddressRequests.DEFAULT_COUNTRY : null;
    }

    private static @Nullable String portalLink(JsonFields json) {
        String link = json.text(PORTAL_LINK, LONGEST_LINK);
        if (link != null && !Addresses.isHttpsUrl(link)) {
            json.add(PORTAL_LINK, Addresses.LINK_RULE);
        }
        return link;
    }

    private static @Nullable RequestedContactMethod contactMethod(JsonFields json, @Nullable String country) {
        json.allowOnly(CONTACT_FIELDS);
        json.require("type");
        json.require("value");
        String id = json.text("contactMethodId", 64);
        if (id != null && !TopicKeys.isCustomerId(id)) {
            json.add("contactMethodId", "must consist of letters, digits, dots, hyphens and underscores");
        }
        ContactMethodType type = json.choice("type", ContactMethodType.class);
        String value = json.text("value", LONGEST_ADDRESS);
        Boolean marketingUpdates = json.flag("marketingUpdates");
        Boolean jobNotifications = json.flag("jobNotifications");
        if (type == null || value == null) {
            return null;
        }
        String address = type == ContactMethodType.EMAIL ? email(json, value) : number(json, value, country);
        return address == null
                ? null
                : new RequestedContactMethod(id, type, address, marketingUpdates, jobNotifications);
    }

    private static @Nullable String email(JsonFields json, String value) {
        if (!Addresses.isEmail(value)) {
            json.add("value", Addresses.EMAIL_RULE);
            return null;
        }
        return Addresses.canonicalEmail(value);
    }

    private static @Nullable String number(JsonFields json, String value, @Nullable String country) {
        return switch (PhoneNumbers.read(value, country)) {
            case PhoneReading.Number number -> number.e164();
            case PhoneReading.Refused refused -> {
                json.add("value", refused.rule());
                yield null;
            }
        };
    }

    private static void checkDistinct(JsonFields json, List<RequestedContactMethod> methods) {
        Set<String> ids = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (RequestedContactMethod method : methods) {
            String id = method.contactMethodId();
            if (id != null && !ids.add(id)) {
                json.add("contactMethods", "must not name a contactMethodId twice");
            }
            if (!addresses.add(method.value())) {
                json.add("contactMethods", "must not name an address twice");
            }
        }
    }
}
