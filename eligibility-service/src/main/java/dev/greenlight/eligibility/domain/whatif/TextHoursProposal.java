package dev.greenlight.eligibility.domain.whatif;

import dev.greenlight.eligibility.domain.quiethours.QuietHoursRule;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other hours for marketing texts.
 *
 * @param company what the company might keep beside the law; null for what it keeps today
 * @param rules that might be added to the law
 */
public record TextHoursProposal(@Nullable TenantQuietHours company, List<QuietHoursRule> rules) {

    /** As it is today. */
    public static final TextHoursProposal NONE = new TextHoursProposal(null, List.of());

    public TextHoursProposal {
        rules = List.copyOf(rules);
    }

    public boolean isNothing() {
        return company == null && rules.isEmpty();
    }
}
