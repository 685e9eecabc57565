package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.settings.MarketingPro;
import dev.greenlight.consent.domain.settings.MarketingPro.Edition;
import dev.greenlight.consent.domain.settings.OptInForm;
import dev.greenlight.consent.domain.settings.OptOutScopeSetting;
import dev.greenlight.consent.domain.settings.Outreach;
import dev.greenlight.consent.domain.settings.ScheduledScope;
import dev.greenlight.consent.domain.settings.Senders;
import dev.greenlight.consent.domain.settings.Senders.EmailSender;
import dev.greenlight.consent.domain.settings.TenantSettings;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings as the office sees them.
 *
 * @param optOutScope how a text is read that is received now
 * @param scheduledOptOutScope null where no change is to come
 * @param changedAt null for the defaults, which nobody set
 */
record SettingsBody(
        long revision,
        OptOutScopeSetting optOutScope,
        @Nullable ScheduledScope scheduledOptOutScope,
        boolean marketingUpdatesForNewCustomers,
        boolean jobNotificationsForNewCustomers,
        int optInRequestExpiryDays,
        int optInRequestsPerNumber,
        Edition marketingPro,
        boolean doubleOptIn,
        boolean optOutMessage,
        boolean autoSuppressDormant,
        @Nullable String smsSender,
        @Nullable EmailSender emailSender,
        List<OptInForm> optInForms,
        int unsoldEstimateDays,
        List<TextHoursBody> marketingTextHours,
        List<String> textLanguages,
        @Nullable Instant changedAt,
        String changedBy) {

    /** @param now a scope that is due then is no longer scheduled */
    static SettingsBody of(TenantSettings settings, Instant now) {
        Choices choices = settings.asOf(now).choices();
        return new SettingsBody(
                settings.revision(),
                choices.optOutScope(),
                choices.scheduledOptOutScope(),
                choices.marketingUpdatesForNewCustomers(),
                choices.jobNotificationsForNewCustomers(),
                choices.optInRequestExpiryDays(),
                choices.optInRequestsPerNumber(),
                choices.marketingPro().edition(),
                choices.marketingPro().doubleOptIn(),
                choices.marketingPro().optOutMessage(),
                choices.marketingPro().autoSuppressDormant(),
                choices.senders().sms(),
                choices.senders().email(),
                choices.optInForms(),
                choices.outreach().unsoldEstimateDays(),
                choices.outreach().marketingTextHours().stream()
                        .map(TextHoursBody::of)
                        .toList(),
                choices.outreach().textLanguages().stream()
                        .map(OutreachRequests::code)
                        .toList(),
                settings.revision() == 0 ? null : settings.changedAt(),
                settings.changedBy());
    }

    Choices choices() {
        return new Choices(
                optOutScope,
                scheduledOptOutScope,
                marketingUpdatesForNewCustomers,
                jobNotificationsForNewCustomers,
                optInRequestExpiryDays,
                optInRequestsPerNumber,
                new MarketingPro(marketingPro, doubleOptIn, optOutMessage, autoSuppressDormant),
                new Senders(smsSender, emailSender),
                optInForms,
                new Outreach(
                        unsoldEstimateDays,
                        marketingTextHours.stream().map(TextHoursBody::hours).toList(),
                        textLanguages.stream().map(OutreachRequests::language).toList()));
    }
}
