package dev.greenlight.eligibility.domain.rule;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import org.jspecify.annotations.Nullable;

/**
 * What a company has set up that decides about audiences, and when its marketing texts may arrive.
 *
 * @param optOutMessage whether customers who do not read its emails are sent a message about that
 * @param marketingTextHours beside those of the law; they decide about no audience
 * @param revision the number of the change of its settings; zero where it never changed any
 * @param setBy what made them so
 */
public record CompanySettings(
        MarketingPro marketingPro,
        boolean doubleOptIn,
        boolean optOutMessage,
        boolean autoSuppressDormant,
        TenantQuietHours marketingTextHours,
        long revision,
        Setters setBy) {

    /** Of a company that never set anything. */
    public static final CompanySettings DEFAULTS =
            new CompanySettings(MarketingPro.NONE, false, false, false, TenantQuietHours.NONE, 0, Setters.NONE);

    /**
     * The changes that made the answers below what they are; null for an answer that was never another one.
     *
     * @param marketingPro of {@link #hasMarketingPro()}
     * @param doubleOptIn of {@link #asksForDoubleOptIn()}
     * @param dormant of {@link #sparesDormant()}
     */
    public record Setters(
            @Nullable Cause marketingPro,
            @Nullable Cause doubleOptIn,
            @Nullable Cause dormant) {

        public static final Setters NONE = new Setters(null, null, null);

        /** One change that set all of them. */
        public static Setters all(Cause cause) {
            return new Setters(cause, cause, cause);
        }
    }

    /** Whether transactional texts go only to numbers that want marketing updates too. */
    public boolean hasMarketingPro() {
        return marketingPro != MarketingPro.NONE;
    }

    /** Whether marketing email goes only to people who confirmed that they want it. */
    public boolean asksForDoubleOptIn() {
        return hasFirstEdition() && doubleOptIn;
    }

    /** Whether marketing email is kept from customers who do not read it. */
    public boolean sparesDormant() {
        return hasFirstEdition() && optOutMessage && autoSuppressDormant;
    }

    /** Whether everybody is in the same audiences under both. */
    public boolean decideAs(CompanySettings other) {
        return hasMarketingPro() == other.hasMarketingPro()
                && asksForDoubleOptIn() == other.asksForDoubleOptIn()
                && sparesDormant() == other.sparesDormant();
    }

    /** The news, with what set each answer that is the same as before. */
    public CompanySettings followedBy(CompanySettings news) {
        var setters = new Setters(
                hasMarketingPro() == news.hasMarketingPro() ? setBy.marketingPro : news.setBy.marketingPro,
                asksForDoubleOptIn() == news.asksForDoubleOptIn() ? setBy.doubleOptIn : news.setBy.doubleOptIn,
                sparesDormant() == news.sparesDormant() ? setBy.dormant : news.setBy.dormant);
        return new CompanySettings(
                news.marketingPro,
                news.doubleOptIn,
                news.optOutMessage,
                news.autoSuppressDormant,
                news.marketingTextHours,
                news.revision,
                setters);
    }

    private boolean hasFirstEdition() {
        return marketingPro == MarketingPro.V1 || marketingPro == MarketingPro.UNKNOWN;
    }
}
