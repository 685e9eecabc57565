package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.schemas.topic.TopicKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for about a customer. */
final class CustomerRequests {

    private static final int MOST_CONTACT_METHODS = 50;
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_LANGUAGE = 35; // what RFC 5646 asks software to take
    private static final int LONGEST_ADDRESS = 254;

    private static final Set<String> FIELDS = Set.of(
            "name",
            "active",
            "customerType",
            "language",
            "doNotMail",
            "doNotService",
            "doNotSendPromotionalEmails",
            "tags",
            "contactMethods");
    private static final Set<String> CONTACT_FIELDS =
            Set.of("contactMethodId", "type", "value", "marketingUpdates", "jobNotifications");

    private CustomerRequests() {}

    /** @throws ProblemException with every field that is not as it must be */
    static Fields read(JsonFields json, Kind kind) {
        json.allowOnly(FIELDS);
        if (kind == Kind.REPLACE) {
            json.require("name");
        }
        List<RequestedContactMethod> methods =
                json.objects("contactMethods", MOST_CONTACT_METHODS, CustomerRequests::contactMethod);
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
                methods);
        json.check();
        return fields;
    }

    private static @Nullable RequestedContactMethod contactMethod(JsonFields json) {
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
        if (type == ContactMethodType.EMAIL && !Addresses.isEmail(value)) {
            json.add("value", Addresses.EMAIL_RULE);
        }
        if (type != ContactMethodType.EMAIL && !Addresses.isPhoneNumber(value)) {
            json.add("value", Addresses.NUMBER_RULE);
        }
        return new RequestedContactMethod(id, type, value, marketingUpdates, jobNotifications);
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
