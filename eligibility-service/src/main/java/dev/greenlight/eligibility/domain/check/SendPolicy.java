package dev.greenlight.eligibility.domain.check;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Subject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whether a message may be sent: the audience's own rules, and the time where the message is marketing. */
public final class SendPolicy {

    private static final Set<Exclusion> NONE = Set.of();

    private SendPolicy() {}

    /**
     * @param facts what is known about the address
     * @param settings of the company
     * @param customerId the customer for whom it is; null for whichever of those with the address may get it
     * @param time what it says where the address can be; asked only where it counts
     */
    public static SendDecision decide(
            ContactFacts facts,
            CompanySettings settings,
            Audience audience,
            @Nullable String customerId,
            Supplier<SendTime> time) {
        Set<Exclusion> exclusions = exclusions(facts, settings, audience, customerId);
        if (audience != Audience.SMS_MARKETING) {
            return new SendDecision(exclusions, false, false, null);
        }
        SendTime said = time.get();
        return new SendDecision(exclusions, said.quietHours(), said.frequencyCap(), said.changesAt());
    }

    /** The customers with the address to whom the rules of the audience allow it. */
    public static List<String> allowedTo(
            ContactFacts facts, CompanySettings settings, Audience audience, @Nullable String customerId) {
        return facts.holders().stream()
                .filter(holder -> customerId == null || holder.customerId().equals(customerId))
                .filter(holder -> against(audience, facts, settings, holder).isEmpty())
                .map(Holder::customerId)
                .toList();
    }

    /** Where no holder may get it, what speaks against any of them. */
    private static Set<Exclusion> exclusions(
            ContactFacts facts, CompanySettings settings, Audience audience, @Nullable String customerId) {
        if (customerId != null) {
            return against(audience, facts, settings, facts.holder(customerId));
        }
        List<Holder> holders = facts.holders();
        if (holders.isEmpty()) {
            return against(audience, facts, settings, null);
        }
        Set<Exclusion> all = NONE;
        for (Holder holder : holders) {
            Set<Exclusion> exclusions = against(audience, facts, settings, holder);
            if (exclusions.isEmpty()) {
                return NONE;
            }
            if (all.isEmpty()) {
                all = exclusions;
            } else {
                all.addAll(exclusions);
            }
        }
        return all;
    }

    private static Set<Exclusion> against(
            Audience audience, ContactFacts facts, CompanySettings settings, @Nullable Holder holder) {
        Eligibility eligibility = audience.rules().judge(new Subject(holder, facts.consent(), settings));
        if (eligibility.isEligible()) {
            return NONE;
        }
        Set<Exclusion> exclusions = EnumSet.noneOf(Exclusion.class);
        exclusions.addAll(eligibility.exclusions());
        return exclusions;
    }
}
