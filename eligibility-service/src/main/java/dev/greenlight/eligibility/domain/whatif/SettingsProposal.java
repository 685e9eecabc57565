package dev.greenlight.eligibility.domain.whatif;

import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.MarketingPro;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a company might set up; null leaves a setting as it is.
 *
 * @param unsoldEstimateDays for how many days an open estimate would count, 1 to 365
 */
public record SettingsProposal(
        @Nullable MarketingPro marketingPro,
        @Nullable Boolean doubleOptIn,
        @Nullable Boolean optOutMessage,
        @Nullable Boolean autoSuppressDormant,
        @Nullable Integer unsoldEstimateDays) {

    /** The settings, with what is proposed in place of what there is. */
    public CompanySettings over(CompanySettings current) {
        return new CompanySettings(
                Objects.requireNonNullElse(marketingPro, current.marketingPro()),
                Objects.requireNonNullElse(doubleOptIn, current.doubleOptIn()),
                Objects.requireNonNullElse(optOutMessage, current.optOutMessage()),
                Objects.requireNonNullElse(autoSuppressDormant, current.autoSuppressDormant()),
                current.marketingTextHours(),
                current.revision(),
                current.setBy());
    }

    /** Whether it can be set up: consent-service refuses the same. */
    public boolean isPossibleOver(CompanySettings current) {
        CompanySettings proposed = over(current);
        boolean firstEdition = proposed.marketingPro() == MarketingPro.V1;
        return (firstEdition || !proposed.doubleOptIn() && !proposed.optOutMessage())
                && (proposed.optOutMessage() || !proposed.autoSuppressDormant());
    }
}
