package dev.greenlight.eligibility.mapping;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.CompanySettings.Setters;
import dev.greenlight.eligibility.domain.rule.MarketingPro;
import dev.greenlight.eligibility.stored.StoredCause;
import dev.greenlight.eligibility.stored.StoredCompanySettings;
import dev.greenlight.eligibility.stored.StoredMarketingPro;
import dev.greenlight.schemas.consent.TenantSettings;
import org.jspecify.annotations.Nullable;

/** Reads the settings of companies, and keeps what decides about audiences. */
public final class SettingsMapper {

    private SettingsMapper() {}

    /** As if this change had set everything; {@link CompanySettings#followedBy} knows what it left as it was. */
    public static CompanySettings toSettings(TenantSettings state) {
        var cause = new Cause(state.getEventId(), state.getChangedAt(), state.getChangedBy());
        MarketingPro marketingPro = switch (state.getMarketingPro()) {
            case UNKNOWN -> MarketingPro.UNKNOWN;
            case NONE -> MarketingPro.NONE;
            case V1 -> MarketingPro.V1;
            case V2 -> MarketingPro.V2;
        };
        return new CompanySettings(
                marketingPro,
                state.getDoubleOptIn(),
                state.getOptOutMessage(),
                state.getAutoSuppressDormant(),
                TextHoursMapper.toHours(state.getMarketingTextHours()),
                state.getRevision(),
                Setters.all(cause));
    }

    public static CompanySettings fromStore(@Nullable StoredCompanySettings stored) {
        if (stored == null) {
            return CompanySettings.DEFAULTS;
        }
        return new CompanySettings(
                fromStore(stored.getMarketingPro()),
                stored.getDoubleOptIn(),
                stored.getOptOutMessage(),
                stored.getAutoSuppressDormant(),
                TextHoursMapper.fromStore(stored.getMarketingTextHours()),
                stored.getRevision(),
                new Setters(
                        fromStore(stored.getMarketingProSetBy()),
                        fromStore(stored.getDoubleOptInSetBy()),
                        fromStore(stored.getDormantSetBy())));
    }

    public static StoredCompanySettings toStore(CompanySettings settings) {
        return new StoredCompanySettings(
                settings.revision(),
                toStore(settings.marketingPro()),
                settings.doubleOptIn(),
                settings.optOutMessage(),
                settings.autoSuppressDormant(),
                toStore(settings.setBy().marketingPro()),
                toStore(settings.setBy().doubleOptIn()),
                toStore(settings.setBy().dormant()),
                TextHoursMapper.toStore(settings.marketingTextHours()),
                0);
    }

    /** What goes to every partition: all that one change has set. */
    public static StoredCompanySettings toBroadcast(TenantSettings state) {
        return StoredCompanySettings.newBuilder(toStore(toSettings(state)))
                .setUnsoldEstimateDays(state.getUnsoldEstimateDays())
                .build();
    }

    private static MarketingPro fromStore(StoredMarketingPro stored) {
        return switch (stored) {
            case UNKNOWN -> MarketingPro.UNKNOWN;
            case NONE -> MarketingPro.NONE;
            case V1 -> MarketingPro.V1;
            case V2 -> MarketingPro.V2;
        };
    }

    private static StoredMarketingPro toStore(MarketingPro marketingPro) {
        return switch (marketingPro) {
            case UNKNOWN -> StoredMarketingPro.UNKNOWN;
            case NONE -> StoredMarketingPro.NONE;
            case V1 -> StoredMarketingPro.V1;
            case V2 -> StoredMarketingPro.V2;
        };
    }

    private static @Nullable Cause fromStore(@Nullable StoredCause stored) {
        return stored == null ? null : new Cause(stored.getEventId(), stored.getAt(), stored.getBy());
    }

    private static @Nullable StoredCause toStore(@Nullable Cause cause) {
        return cause == null ? null : new StoredCause(cause.eventId(), cause.at(), cause.by());
    }
}
