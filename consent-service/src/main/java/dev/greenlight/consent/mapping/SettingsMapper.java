package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.settings.EarlierScope;
import dev.greenlight.consent.domain.settings.MarketingPro;
import dev.greenlight.consent.domain.settings.MarketingPro.Edition;
import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.ScheduledScope;
import dev.greenlight.consent.domain.settings.Senders;
import dev.greenlight.consent.domain.settings.Senders.EmailSender;
import dev.greenlight.consent.domain.settings.SettingsCommand;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import dev.greenlight.consent.stored.StoredEarlierScope;
import dev.greenlight.consent.stored.StoredEmailSender;
import dev.greenlight.consent.stored.StoredFormChannel;
import dev.greenlight.consent.stored.StoredMarketingPro;
import dev.greenlight.consent.stored.StoredOptInForm;
import dev.greenlight.consent.stored.StoredOptOutScopeSetting;
import dev.greenlight.consent.stored.StoredScheduledScope;
import dev.greenlight.consent.stored.StoredSettingsCommand;
import dev.greenlight.consent.stored.StoredTenantSettings;
import dev.greenlight.schemas.consent.MarketingProEdition;
import dev.greenlight.schemas.consent.ScheduledOptOutScope;
import java.util.List;
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
                toScheduled(stored.getScheduledOptOutScope()),
                stored.getMarketingUpdatesForNewCustomers(),
                stored.getJobNotificationsForNewCustomers(),
                stored.getOptInRequestExpiryDays(),
                stored.getOptInRequestsPerNumber(),
                new MarketingPro(
                        toEdition(stored.getMarketingPro()),
                        stored.getDoubleOptIn(),
                        stored.getOptOutMessage(),
                        stored.getAutoSuppressDormant()),
                new Senders(stored.getSmsSender(), toEmailSender(stored.getEmailSender())),
                toForms(stored.getOptInForms()),
                OutreachMapper.fromStored(
                        stored.getUnsoldEstimateDays(), stored.getMarketingTextHours(), stored.getTextLanguages()));
        return new TenantSettings(
                stored.getRevision(),
                choices,
                stored.getEarlierOptOutScopes().stream()
                        .map(earlier -> new EarlierScope(toScope(earlier.getScope()), earlier.getUntil()))
                        .toList(),
                stored.getChangedAt(),
                stored.getChangedBy(),
                stored.getRecentCommandIds());
    }

    public static StoredTenantSettings toStored(String tenant, TenantSettings settings) {
        Choices choices = settings.choices();
        return new StoredTenantSettings(
                tenant,
                settings.revision(),
                toStored(choices.optOutScope()),
                choices.marketingUpdatesForNewCustomers(),
                choices.jobNotificationsForNewCustomers(),
                settings.changedAt(),
                settings.changedBy(),
                settings.recentCommandIds(),
                choices.optInRequestExpiryDays(),
                choices.optInRequestsPerNumber(),
                toStored(choices.scheduledOptOutScope()),
                toStored(choices.marketingPro().edition()),
                choices.marketingPro().doubleOptIn(),
                choices.marketingPro().optOutMessage(),
                choices.marketingPro().autoSuppressDormant(),
                choices.senders().sms(),
                toStored(choices.senders().email()),
                settings.earlierScopes().stream()
                        .map(earlier -> new StoredEarlierScope(toStored(earlier.scope()), earlier.until()))
                        .toList(),
                toStored(choices.optInForms()),
                choices.outreach().unsoldEstimateDays(),
                OutreachMapper.toStoredHours(choices.outreach()),
                OutreachMapper.toStoredLanguages(choices.outreach()));
    }

    /** @param commandId of the command that made these settings */
    public static dev.greenlight.schemas.consent.TenantSettings toState(
            String tenant, TenantSettings settings, String commandId) {
        Choices choices = settings.choices();
        ScheduledScope scheduled = choices.scheduledOptOutScope();
        EmailSender email = choices.senders().email();
        return new dev.greenlight.schemas.consent.TenantSettings(
                tenant,
                settings.revision(),
                toEvent(choices.optOutScope()),
                choices.marketingUpdatesForNewCustomers(),
                choices.jobNotificationsForNewCustomers(),
                settings.changedAt(),
                settings.changedBy(),
                commandId,
                choices.optInRequestExpiryDays(),
                choices.optInRequestsPerNumber(),
                scheduled == null ? null : new ScheduledOptOutScope(toEvent(scheduled.scope()), scheduled.from()),
                toEvent(choices.marketingPro().edition()),
                choices.marketingPro().doubleOptIn(),
                choices.marketingPro().optOutMessage(),
                choices.marketingPro().autoSuppressDormant(),
                choices.senders().sms(),
                email == null ? null : new dev.greenlight.schemas.consent.EmailSender(email.name(), email.address()),
                choices.outreach().unsoldEstimateDays(),
                OutreachMapper.toEventHours(choices.outreach()),
                OutreachMapper.toEventLanguages(choices.outreach()));
    }

    public static SettingsCommand fromStored(StoredSettingsCommand stored) {
        var choices = new Choices(
                toScope(stored.getOptOutScope()),
                toScheduled(stored.getScheduledOptOutScope()),
                stored.getMarketingUpdatesForNewCustomers(),
                stored.getJobNotificationsForNewCustomers(),
                stored.getOptInRequestExpiryDays(),
                stored.getOptInRequestsPerNumber(),
                new MarketingPro(
                        toEdition(stored.getMarketingPro()),
                        stored.getDoubleOptIn(),
                        stored.getOptOutMessage(),
                        stored.getAutoSuppressDormant()),
                new Senders(stored.getSmsSender(), toEmailSender(stored.getEmailSender())),
                toForms(stored.getOptInForms()),
                OutreachMapper.fromStored(
                        stored.getUnsoldEstimateDays(), stored.getMarketingTextHours(), stored.getTextLanguages()));
        return new SettingsCommand(
                stored.getCommandId(), stored.getOnlyRevision(), stored.getAskedAt(), stored.getAskedBy(), choices);
    }

    public static StoredSettingsCommand toStored(String tenant, SettingsCommand command) {
        Choices choices = command.choices();
        return new StoredSettingsCommand(
                command.commandId(),
                tenant,
                command.onlyRevision(),
                command.askedAt(),
                command.askedBy(),
                toStored(choices.optOutScope()),
                choices.marketingUpdatesForNewCustomers(),
                choices.jobNotificationsForNewCustomers(),
                choices.optInRequestExpiryDays(),
                choices.optInRequestsPerNumber(),
                toStored(choices.scheduledOptOutScope()),
                toStored(choices.marketingPro().edition()),
                choices.marketingPro().doubleOptIn(),
                choices.marketingPro().optOutMessage(),
                choices.marketingPro().autoSuppressDormant(),
                choices.senders().sms(),
                toStored(choices.senders().email()),
                toStored(choices.optInForms()),
                choices.outreach().unsoldEstimateDays(),
                OutreachMapper.toStoredHours(choices.outreach()),
                OutreachMapper.toStoredLanguages(choices.outreach()));
    }

    private static @Nullable ScheduledScope toScheduled(@Nullable StoredScheduledScope stored) {
        return stored == null ? null : new ScheduledScope(toScope(stored.getScope()), stored.getFrom());
    }

    private static @Nullable StoredScheduledScope toStored(@Nullable ScheduledScope scheduled) {
        return scheduled == null ? null : new StoredScheduledScope(toStored(scheduled.scope()), scheduled.from());
    }

    private static @Nullable EmailSender toEmailSender(@Nullable StoredEmailSender stored) {
        return stored == null ? null : new EmailSender(stored.getName(), stored.getAddress());
    }

    private static @Nullable StoredEmailSender toStored(@Nullable EmailSender sender) {
        return sender == null ? null : new StoredEmailSender(sender.name(), sender.address());
    }

    private static List<OptInForm> toForms(List<StoredOptInForm> stored) {
        return stored.stream()
                .map(form -> new OptInForm(
                        form.getFormId(),
                        form.getName(),
                        form.getDisclosure(),
                        form.getVersion(),
                        form.getAllowedOrigins(),
                        toChannel(form.getChannel())))
                .toList();
    }

    private static List<StoredOptInForm> toStored(List<OptInForm> forms) {
        return forms.stream()
                .map(form -> new StoredOptInForm(
                        form.formId(),
                        form.name(),
                        form.disclosure(),
                        form.version(),
                        form.allowedOrigins(),
                        toStored(form.channel())))
                .toList();
    }

    private static OptInForm.Channel toChannel(StoredFormChannel stored) {
        return switch (stored) {
            case EMAIL -> OptInForm.Channel.EMAIL;
            // what a newer version asks for is not known here; a form grants nothing by whatever channel
            case SMS, UNKNOWN -> OptInForm.Channel.SMS;
        };
    }

    private static StoredFormChannel toStored(OptInForm.Channel channel) {
        return switch (channel) {
            case SMS -> StoredFormChannel.SMS;
            case EMAIL -> StoredFormChannel.EMAIL;
        };
    }

    private static MarketingProEdition toEvent(Edition edition) {
        return switch (edition) {
            case NONE -> MarketingProEdition.NONE;
            case V1 -> MarketingProEdition.V1;
            case V2 -> MarketingProEdition.V2;
        };
    }

    private static Edition toEdition(StoredMarketingPro stored) {
        return switch (stored) {
            case NONE -> Edition.NONE;
            case V1 -> Edition.V1;
            case V2 -> Edition.V2;
            // what a newer version chose is not known here; version 1 excludes the most
            case UNKNOWN -> Edition.V1;
        };
    }

    private static StoredMarketingPro toStored(Edition edition) {
        return switch (edition) {
            case NONE -> StoredMarketingPro.NONE;
            case V1 -> StoredMarketingPro.V1;
            case V2 -> StoredMarketingPro.V2;
        };
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
