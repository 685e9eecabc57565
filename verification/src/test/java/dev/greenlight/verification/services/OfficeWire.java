package dev.greenlight.verification.services;

import dev.greenlight.consent.domain.settings.SettingsPolicy;
import dev.greenlight.consent.mapping.SettingsMapper;
import dev.greenlight.consent.stored.StoredCommandKind;
import dev.greenlight.consent.stored.StoredContactMethodType;
import dev.greenlight.consent.stored.StoredCustomerCommand;
import dev.greenlight.consent.stored.StoredCustomerType;
import dev.greenlight.consent.stored.StoredMarketingPro;
import dev.greenlight.consent.stored.StoredOptInRequestCommand;
import dev.greenlight.consent.stored.StoredOptInSource;
import dev.greenlight.consent.stored.StoredOptOutCommand;
import dev.greenlight.consent.stored.StoredOptOutMeans;
import dev.greenlight.consent.stored.StoredOptOutScopeSetting;
import dev.greenlight.consent.stored.StoredRecordedScope;
import dev.greenlight.consent.stored.StoredRequestedContactMethod;
import dev.greenlight.consent.stored.StoredScheduledScope;
import dev.greenlight.consent.stored.StoredSettingsCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.ContactMethod;
import dev.greenlight.schemas.consent.CustomerState;
import dev.greenlight.schemas.consent.OptOutScope;
import dev.greenlight.schemas.consent.OptOutScopeSetting;
import dev.greenlight.schemas.consent.ScheduledOptOutScope;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.serde.StateSerde;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.verification.history.HistoryEvent;
import dev.greenlight.verification.simulator.Arrival;
import dev.greenlight.verification.simulator.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The records that consent-service's HTTP layer writes for its office lane, and the settings that come out of it. */
final class OfficeWire {

    private final Map<String, StoredTenantSettings> accepted = new HashMap<>();
    private final StateSerde<StoredTenantSettings> settings = StateSerde.of(StoredTenantSettings.class);
    private final StateSerde<StoredCustomerCommand> customerCommands = StateSerde.of(StoredCustomerCommand.class);
    private final StateSerde<StoredOptInRequestCommand> askCommands = StateSerde.of(StoredOptInRequestCommand.class);
    private final StateSerde<StoredOptOutCommand> optOutCommands = StateSerde.of(StoredOptOutCommand.class);
    private final StateSerde<StoredSettingsCommand> settingsCommands = StateSerde.of(StoredSettingsCommand.class);

    Arrival command(CustomerState customer, Instant at) {
        var command = StoredCustomerCommand.newBuilder()
                .setCommandId(customer.getEventId())
                .setTenant(customer.getTenant())
                .setCustomerId(customer.getCustomerId())
                .setKind(StoredCommandKind.REPLACE)
                .setAskedAt(customer.getChangedAt())
                .setAskedBy(customer.getChangedBy())
                .setName(customer.getName())
                .setActive(customer.getActive())
                .setCustomerType(
                        StoredCustomerType.valueOf(customer.getCustomerType().name()))
                .setLanguage(customer.getLanguage())
                .setDoNotMail(customer.getDoNotMail())
                .setDoNotService(customer.getDoNotService())
                .setDoNotSendPromotionalEmails(customer.getDoNotSendPromotionalEmails())
                .setTags(customer.getTags())
                .setContactMethods(customer.getContactMethods().stream()
                        .map(OfficeWire::requested)
                        .toList())
                .build();
        String topic = PrivateTopic.CUSTOMER_COMMAND.name();
        return arrival(
                topic,
                TopicKeys.ofCustomer(customer.getTenant(), customer.getCustomerId()),
                customerCommands.serializer().serialize(topic, command),
                at);
    }

    Arrival command(TenantSettings asked, Instant at) {
        String topic = PrivateTopic.SETTINGS_COMMAND.name();
        return arrival(topic, asked.getTenant(), settingsCommands.serializer().serialize(topic, command(asked)), at);
    }

    /** As if the office lane had accepted the settings already. A history begins with a company's first revision. */
    Arrival broadcast(TenantSettings asked, Instant at) {
        String tenant = asked.getTenant();
        if (asked.getRevision() == 1) {
            accepted.remove(tenant);
        }
        var after = SettingsPolicy.decide(
                        SettingsMapper.fromStored(accepted.get(tenant)), SettingsMapper.fromStored(command(asked)))
                .after();
        StoredTenantSettings stored = SettingsMapper.toStored(tenant, after);
        accepted.put(tenant, stored);
        String topic = PrivateTopic.SETTINGS_BROADCAST.name();
        return arrival(topic, tenant, settings.serializer().serialize(topic, stored), at);
    }

    private static StoredSettingsCommand command(TenantSettings asked) {
        ScheduledOptOutScope scheduled = asked.getScheduledOptOutScope();
        return StoredSettingsCommand.newBuilder()
                .setCommandId(asked.getEventId())
                .setTenant(asked.getTenant())
                .setAskedAt(asked.getChangedAt())
                .setAskedBy(asked.getChangedBy())
                .setOptOutScope(stored(asked.getOptOutScope()))
                .setScheduledOptOutScope(
                        scheduled == null
                                ? null
                                : new StoredScheduledScope(stored(scheduled.getScope()), scheduled.getFrom()))
                .setMarketingUpdatesForNewCustomers(asked.getMarketingUpdatesForNewCustomers())
                .setJobNotificationsForNewCustomers(asked.getJobNotificationsForNewCustomers())
                .setOptInRequestExpiryDays(asked.getOptInRequestExpiryDays())
                .setOptInRequestsPerNumber(asked.getOptInRequestsPerNumber())
                .setMarketingPro(StoredMarketingPro.NONE)
                .build();
    }

    private static StoredOptOutScopeSetting stored(OptOutScopeSetting scope) {
        return StoredOptOutScopeSetting.valueOf(scope.name());
    }

    Arrival ask(HistoryEvent.Asked asked) {
        var command = new StoredOptInRequestCommand(
                asked.commandId(),
                asked.tenant(),
                asked.number(),
                StoredOptInSource.OFFICE,
                "",
                "",
                asked.arrivesAt(),
                "office");
        String topic = PrivateTopic.OPT_IN_REQUEST_COMMAND.name();
        return arrival(
                topic,
                TopicKeys.ofAddress(asked.tenant(), asked.number()),
                askCommands.serializer().serialize(topic, command),
                asked.arrivesAt());
    }

    HistoryEvent.Asked readAsked(LogEntry entry) {
        StoredOptInRequestCommand command =
                askCommands.deserializer().deserialize(PrivateTopic.OPT_IN_REQUEST_COMMAND.name(), entry.value());
        return new HistoryEvent.Asked(
                command.getTenant(), command.getAddress(), command.getCommandId(), command.getAskedAt());
    }

    Arrival optOut(HistoryEvent.OptedOut optedOut) {
        var command = new StoredOptOutCommand(
                optedOut.commandId(),
                optedOut.tenant(),
                optedOut.number(),
                StoredOptOutMeans.CALL,
                StoredRecordedScope.valueOf(optedOut.scope().name()),
                optedOut.receivedAt(),
                "Called.",
                "office",
                optedOut.arrivesAt());
        String topic = PrivateTopic.OPT_OUT_COMMAND.name();
        return arrival(
                topic,
                TopicKeys.ofAddress(optedOut.tenant(), optedOut.number()),
                optOutCommands.serializer().serialize(topic, command),
                optedOut.arrivesAt());
    }

    HistoryEvent.OptedOut readOptedOut(LogEntry entry) {
        StoredOptOutCommand command =
                optOutCommands.deserializer().deserialize(PrivateTopic.OPT_OUT_COMMAND.name(), entry.value());
        return new HistoryEvent.OptedOut(
                command.getTenant(),
                command.getAddress(),
                command.getCommandId(),
                OptOutScope.valueOf(command.getScope().name()),
                command.getReceivedAt(),
                command.getRecordedAt());
    }

    TenantSettings readBroadcast(LogEntry entry) {
        StoredTenantSettings stored =
                settings.deserializer().deserialize(PrivateTopic.SETTINGS_BROADCAST.name(), entry.value());
        return SettingsMapper.toState(stored.getTenant(), SettingsMapper.fromStored(stored), "broadcast");
    }

    private static StoredRequestedContactMethod requested(ContactMethod method) {
        return new StoredRequestedContactMethod(
                method.getContactMethodId(),
                StoredContactMethodType.valueOf(method.getType().name()),
                method.getValue(),
                method.getMarketingUpdates(),
                method.getJobNotifications());
    }

    private static Arrival arrival(String topic, String key, byte[] value, Instant at) {
        return new Arrival(topic, LogEntry.of(key.getBytes(StandardCharsets.UTF_8), value, at.toEpochMilli()));
    }
}
