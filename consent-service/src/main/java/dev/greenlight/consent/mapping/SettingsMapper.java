package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.stored.StoredOptOutScopeSetting;
import dev.greenlight.consent.stored.StoredSettingsCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import org.jspecify.annotations.Nullable;

/** A company's settings to the domain and back. */
public final class SettingsMapper {

    private SettingsMapper() {}

    /** @param stored null for a company that has not set anything */
    public static TenantSettings fromStored(@Nullable StoredTenantSettings stored) {
        if (stored == null) {
            return TenantSettings.DEFAULTS;
        }
        var choices = new Choices(
                toScope(stored.getOptOutScope()),
                stored.getMarketingUpdatesForNewCustomers(),
                stored.getJobNotificationsForNewCustomers(),
                stored.getOptInRequestExpiryDays(),
                stored.getOptInRequestsPerNumber());
        return new TenantSettings(
                stored.getRevision(),
                choices,
                stored.getChangedAt(),
                stored.getChangedBy(),
                stored.getRecentCommandIds());
    }

    public static StoredTenantSettings toStored(String tenant, TenantSettings settings) {
        return new StoredTenantSettings(
                tenant,
                settings.revision(),
                toStored(settings.choices().optOutScope()),
                settings.choices().marketingUpdatesForNewCustomers(),
                settings.choices().jobNotificationsForNewCustomers(),
                settings.changedAt(),
                settings.changedBy(),
                settings.recentCommandIds(),
                settings.choices().optInRequestExpiryDays(),
                settings.choices().optInRequestsPerNumber());
    }

    /** @param commandId of the command that made these settings */
    public static dev.greenlight.schemas.consent.TenantSettings toState(
            String tenant, TenantSettings settings, String commandId) {
        return new dev.greenlight.schemas.consent.TenantSettings(
                tenant,
                settings.revision(),
                toEvent(settings.choices().optOutScope()),
                settings.choices().marketingUpdatesForNewCustomers(),
                settings.choices().jobNotificationsForNewCustomers(),
                settings.changedAt(),
                settings.changedBy(),
                commandId,
                settings.choices().optInRequestExpiryDays(),
                settings.choices().optInRequestsPerNumber());
    }

    public static SettingsCommand fromStored(StoredSettingsCommand stored) {
        var choices = new Choices(
                toScope(stored.getOptOutScope()),
                stored.getMarketingUpdatesForNewCustomers(),
                stored.getJobNotificationsForNewCustomers(),
                stored.getOptInRequestExpiryDays(),
                stored.getOptInRequestsPerNumber());
        return new SettingsCommand(
                stored.getCommandId(), stored.getOnlyRevision(), stored.getAskedAt(), stored.getAskedBy(), choices);
    }

    public static StoredSettingsCommand toStored(String tenant, SettingsCommand command) {
        return new StoredSettingsCommand(
                command.commandId(),
                tenant,
                command.onlyRevision(),
                command.askedAt(),
                command.askedBy(),
                toStored(command.choices().optOutScope()),
                command.choices().marketingUpdatesForNewCustomers(),
                command.choices().jobNotificationsForNewCustomers(),
                command.choices().optInRequestExpiryDays(),
                command.choices().optInRequestsPerNumber());
    }

    private static dev.greenlight.schemas.consent.OptOutScopeSetting toEvent(OptOutScopeSetting scope) {
        return switch (scope) {
            case ALL -> dev.greenlight.schemas.consent.OptOutScopeSetting.ALL;
            case MARKETING -> dev.greenlight.schemas.consent.OptOutScopeSetting.MARKETING;
            case BY_CONTEXT -> dev.greenlight.schemas.consent.OptOutScopeSetting.BY_CONTEXT;
        };
    }

    private static OptOutScopeSetting toScope(StoredOptOutScopeSetting stored) {
        return switch (stored) {
            case ALL -> OptOutScopeSetting.ALL;
            case MARKETING -> OptOutScopeSetting.MARKETING;
            case BY_CONTEXT -> OptOutScopeSetting.BY_CONTEXT;
            // what a newer version chose is not known here; the widest reading never texts somebody wrongly
            case UNKNOWN -> OptOutScopeSetting.ALL;
        };
    }

    private static StoredOptOutScopeSetting toStored(OptOutScopeSetting scope) {
        return switch (scope) {
            case ALL -> StoredOptOutScopeSetting.ALL;
            case MARKETING -> StoredOptOutScopeSetting.MARKETING;
            case BY_CONTEXT -> StoredOptOutScopeSetting.BY_CONTEXT;
        };
    }
}
