package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.customer.ContactMethod;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.CustomerCommand.RequestedContactMethod;
import dev.greenlight.consent.domain.customer.CustomerType;
import dev.greenlight.consent.stored.StoredCommandKind;
import dev.greenlight.consent.stored.StoredContactMethod;
import dev.greenlight.consent.stored.StoredContactMethodType;
import dev.greenlight.consent.stored.StoredCustomer;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredCustomerType;
import dev.greenlight.consent.stored.StoredRequestedContactMethod;
import dev.greenlight.schemas.consent.CustomerState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customer records and what is asked for about them, to the domain and back. */
public final class CustomerMapper {

    private CustomerMapper() {}

    /** @param stored null where there is no such customer */
    public static @Nullable Customer fromStored(@Nullable StoredCustomer stored) {
        if (stored == null) {
            return null;
        }
        List<ContactMethod> methods = new ArrayList<>(stored.getContactMethods().size());
        for (StoredContactMethod method : stored.getContactMethods()) {
            methods.add(new ContactMethod(
                    method.getContactMethodId(),
                    toType(method.getType()),
                    method.getValue(),
                    method.getMarketingUpdates(),
                    method.getJobNotifications()));
        }
        var details = new Details(
                stored.getName(),
                stored.getActive(),
                toType(stored.getCustomerType()),
                stored.getLanguage(),
                stored.getDoNotMail(),
                stored.getDoNotService(),
                stored.getDoNotSendPromotionalEmails(),
                stored.getTags(),
                methods,
                PostalAddressMapper.fromStored(stored.getAddress()),
                stored.getPortalLink());
        return new Customer(
                stored.getRevision(),
                details,
                stored.getChangedAt(),
                stored.getChangedBy(),
                stored.getRecentCommandIds(),
                MergeMapper.fromStored(stored.getMerge()));
    }

    public static StoredCustomer toStored(Customer customer) {
        Details details = customer.details();
        List<StoredContactMethod> methods =
                new ArrayList<>(details.contactMethods().size());
        for (ContactMethod method : details.contactMethods()) {
            methods.add(new StoredContactMethod(
                    method.contactMethodId(),
                    toStored(method.type()),
                    method.value(),
                    method.marketingUpdates(),
                    method.jobNotifications()));
        }
        return new StoredCustomer(
                customer.revision(),
                details.name(),
                details.active(),
                toStored(details.type()),
                details.language(),
                details.doNotMail(),
                details.doNotService(),
                details.doNotSendPromotionalEmails(),
                details.tags(),
                methods,
                customer.changedAt(),
                customer.changedBy(),
                customer.recentCommandIds(),
                PostalAddressMapper.toStored(details.address()),
                details.portalLink(),
                MergeMapper.toStored(customer.merge()));
    }

    /** @param commandId of the command that made this state, which is its event id */
    public static CustomerState toState(String tenant, String customerId, Customer customer, String commandId) {
        Details details = customer.details();
        List<dev.greenlight.schemas.consent.ContactMethod> methods =
                new ArrayList<>(details.contactMethods().size());
        for (ContactMethod method : details.contactMethods()) {
            methods.add(new dev.greenlight.schemas.consent.ContactMethod(
                    method.contactMethodId(),
                    toEvent(method.type()),
                    method.value(),
                    method.marketingUpdates(),
                    method.jobNotifications()));
        }
        return new CustomerState(
                tenant,
                customerId,
                customer.revision(),
                details.name(),
                details.active(),
                toEvent(details.type()),
                details.language(),
                details.doNotMail(),
                details.doNotService(),
                details.doNotSendPromotionalEmails(),
                details.tags(),
                methods,
                customer.changedAt(),
                customer.changedBy(),
                commandId,
                PostalAddressMapper.toEvent(details.address()),
                details.portalLink(),
                customer.mergedToId());
    }

    public static CustomerCommand fromStored(StoredCustomerCommand stored) {
        var fields = new Fields(
                stored.getName(),
                stored.getActive(),
                stored.getCustomerType() == null ? null : toType(stored.getCustomerType()),
                stored.getLanguage(),
                stored.getForgetsLanguage(),
                stored.getDoNotMail(),
                stored.getDoNotService(),
                stored.getDoNotSendPromotionalEmails(),
                stored.getTags(),
                toRequested(stored.getContactMethods()),
                PostalAddressMapper.fromStored(stored.getAddress()),
                stored.getForgetsAddress(),
                stored.getPortalLink(),
                stored.getForgetsPortalLink());
        return new CustomerCommand(
                stored.getCommandId(),
                toKind(stored.getKind()),
                stored.getOnlyRevision(),
                stored.getAskedAt(),
                stored.getAskedBy(),
                fields);
    }

    public static StoredCustomerCommand toStored(String tenant, String customerId, CustomerCommand command) {
        Fields fields = command.fields();
        return StoredCustomerCommand.newBuilder()
                .setCommandId(command.commandId())
                .setTenant(tenant)
                .setCustomerId(customerId)
                .setKind(
                        switch (command.kind()) {
                            case REPLACE -> StoredCommandKind.REPLACE;
                            case MERGE -> StoredCommandKind.MERGE;
                            case IMPORT -> StoredCommandKind.IMPORT;
                        })
                .setOnlyRevision(command.onlyRevision())
                .setAskedAt(command.askedAt())
                .setAskedBy(command.askedBy())
                .setName(fields.name())
                .setActive(fields.active())
                .setCustomerType(fields.type() == null ? null : toStored(fields.type()))
                .setLanguage(fields.language())
                .setForgetsLanguage(fields.forgetsLanguage())
                .setDoNotMail(fields.doNotMail())
                .setDoNotService(fields.doNotService())
                .setDoNotSendPromotionalEmails(fields.doNotSendPromotionalEmails())
                .setTags(fields.tags())
                .setContactMethods(toStored(fields.contactMethods()))
                .setAddress(PostalAddressMapper.toStored(fields.address()))
                .setForgetsAddress(fields.forgetsAddress())
                .setPortalLink(fields.portalLink())
                .setForgetsPortalLink(fields.forgetsPortalLink())
                .build();
    }

    private static @Nullable List<RequestedContactMethod> toRequested(
            @Nullable List<StoredRequestedContactMethod> stored) {
        return stored == null
                ? null
                : stored.stream()
                        .map(method -> new RequestedContactMethod(
                                method.getContactMethodId(),
                                toType(method.getType()),
                                method.getValue(),
                                method.getMarketingUpdates(),
                                method.getJobNotifications()))
                        .toList();
    }

    private static @Nullable List<StoredRequestedContactMethod> toStored(
            @Nullable List<RequestedContactMethod> requested) {
        return requested == null
                ? null
                : requested.stream()
                        .map(method -> new StoredRequestedContactMethod(
                                method.contactMethodId(),
                                toStored(method.type()),
                                method.value(),
                                method.marketingUpdates(),
                                method.jobNotifications()))
                        .toList();
    }

    private static Kind toKind(StoredCommandKind stored) {
        return switch (stored) {
            case REPLACE -> Kind.REPLACE;
            case MERGE -> Kind.MERGE;
            case IMPORT -> Kind.IMPORT;
            case BEGIN_MERGE, ABSORB, CONCLUDE_MERGE ->
                throw new IllegalStateException("A step of a merge is no change that was asked for");
            case UNKNOWN -> throw newerVersion();
        };
    }

    static CustomerType toType(StoredCustomerType stored) {
        return switch (stored) {
            case RESIDENTIAL -> CustomerType.RESIDENTIAL;
            case COMMERCIAL -> CustomerType.COMMERCIAL;
            case UNKNOWN -> throw newerVersion();
        };
    }

    static StoredCustomerType toStored(CustomerType type) {
        return switch (type) {
            case RESIDENTIAL -> StoredCustomerType.RESIDENTIAL;
            case COMMERCIAL -> StoredCustomerType.COMMERCIAL;
        };
    }

    private static ContactMethodType toType(StoredContactMethodType stored) {
        return switch (stored) {
            case MOBILE -> ContactMethodType.MOBILE;
            case LANDLINE -> ContactMethodType.LANDLINE;
            case EMAIL -> ContactMethodType.EMAIL;
            case UNKNOWN -> throw newerVersion();
        };
    }

    private static StoredContactMethodType toStored(ContactMethodType type) {
        return switch (type) {
            case MOBILE -> StoredContactMethodType.MOBILE;
            case LANDLINE -> StoredContactMethodType.LANDLINE;
            case EMAIL -> StoredContactMethodType.EMAIL;
        };
    }

    private static dev.greenlight.schemas.consent.CustomerType toEvent(CustomerType type) {
        return switch (type) {
            case RESIDENTIAL -> dev.greenlight.schemas.consent.CustomerType.RESIDENTIAL;
            case COMMERCIAL -> dev.greenlight.schemas.consent.CustomerType.COMMERCIAL;
        };
    }

    private static dev.greenlight.schemas.consent.ContactMethodType toEvent(ContactMethodType type) {
        return switch (type) {
            case MOBILE -> dev.greenlight.schemas.consent.ContactMethodType.MOBILE;
            case LANDLINE -> dev.greenlight.schemas.consent.ContactMethodType.LANDLINE;
            case EMAIL -> dev.greenlight.schemas.consent.ContactMethodType.EMAIL;
        };
    }

    private static IllegalStateException newerVersion() {
        return new IllegalStateException("Written by a newer version of this service: upgrade first");
    }
}
