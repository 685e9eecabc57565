package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.Membership;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Finding;
import dev.greenlight.eligibility.domain.rule.Subject;
import dev.greenlight.eligibility.web.EligibilityAnswer.AudienceAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.ConditionAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.ConsentAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.CustomerAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.SetBy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what the rules found into an answer. Decides nothing: the rules are the ones that make the audience. */
final class Explanation {

    private Explanation() {}

    static EligibilityAnswer of(ContactKey key, Contact contact, List<Audience> audiences, Instant now) {
        return new EligibilityAnswer(
                key.tenant(),
                key.address(),
                consentAnswer(contact.facts().consent(), now),
                audiences.stream()
                        .map(audience -> audienceAnswer(audience, contact))
                        .toList());
    }

    private static ConsentAnswer consentAnswer(@Nullable Consent consent, Instant now) {
        if (consent == null) {
            return new ConsentAnswer(ConsentStatus.NEVER_ASKED.name(), null, null);
        }
        return new ConsentAnswer(
                consent.statusAt(now).name(),
                consent.status() == ConsentStatus.OPTED_OUT ? consent.scope().name() : null,
                setBy(consent.setBy()));
    }

    private static AudienceAnswer audienceAnswer(Audience audience, Contact contact) {
        List<CustomerAnswer> customers = contact.facts().holders().stream()
                .map(holder -> customerAnswer(audience, contact, holder))
                .toList();
        return new AudienceAnswer(
                audience.code(),
                customers.stream().anyMatch(CustomerAnswer::eligible),
                customers,
                customers.isEmpty() ? conditions(judge(audience, contact, null)) : null);
    }

    private static CustomerAnswer customerAnswer(Audience audience, Contact contact, Holder holder) {
        Eligibility eligibility = judge(audience, contact, holder);
        Membership membership = contact.published().of(holder.customerId(), audience);
        return new CustomerAnswer(
                holder.customerId(),
                holder.method().contactMethodId(),
                eligibility.isEligible(),
                membership == null ? null : membership.since(),
                conditions(eligibility));
    }

    private static Eligibility judge(Audience audience, Contact contact, @Nullable Holder holder) {
        return audience.rules().judge(new Subject(holder, contact.facts().consent()));
    }

    private static List<ConditionAnswer> conditions(Eligibility eligibility) {
        return eligibility.findings().stream().map(Explanation::condition).toList();
    }

    private static ConditionAnswer condition(Finding finding) {
        Exclusion exclusion = finding.exclusion();
        Cause cause = finding.setBy();
        return new ConditionAnswer(
                slug(finding.condition()),
                slug(finding.outcome()),
                Wording.of(finding),
                exclusion == null ? null : exclusion.name(),
                cause == null ? null : setBy(cause));
    }

    private static SetBy setBy(Cause cause) {
        return new SetBy(cause.eventId(), cause.at(), cause.by());
    }

    private static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
