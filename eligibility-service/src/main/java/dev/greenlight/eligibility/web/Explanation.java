package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.DirectMail;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.audience.Membership;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Eligibility;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import dev.greenlight.eligibility.domain.rule.Finding;
import dev.greenlight.eligibility.domain.rule.Subject;
import dev.greenlight.eligibility.web.CustomerEligibilityAnswer.CustomerAudienceAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.AudienceAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.ConditionAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.ConsentAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.CustomerAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.SetBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what the rules found into an answer. Decides nothing: the rules are the ones that make the audience. */
final class Explanation {

    private Explanation() {}

    static EligibilityAnswer of(
            ContactKey key, Contact contact, CompanySettings settings, List<Audience> audiences, Instant now) {
        return new EligibilityAnswer(
                key.tenant(),
                key.address(),
                consentAnswer(contact.facts().consent(), now),
                audiences.stream()
                        .map(audience -> audienceAnswer(audience, contact, settings))
                        .toList());
    }

    /** What the rules say about an email address of a customer, and whether it is the one that is written to. */
    static CustomerAnswer withChoice(CustomerAnswer byRules, String address, EmailChoice choice) {
        Finding finding = choice.findingOf(address, byRules.eligible());
        var conditions = new ArrayList<>(byRules.conditions());
        conditions.add(condition(finding, Wording.ofChoice(finding)));
        EmailChoice.Shown shown = choice.shown();
        Instant since = shown != null && shown.address().equals(address) ? shown.since() : null;
        return new CustomerAnswer(
                byRules.customerId(),
                byRules.contactMethodId(),
                byRules.eligible() && finding.hasPassed(),
                since,
                conditions);
    }

    /** What the rules say about sending a customer post. */
    static CustomerAudienceAnswer ofDirectMail(DirectMail mail) {
        Eligibility eligibility = mail.judge();
        DirectMail.Shown shown = mail.shown();
        List<ConditionAnswer> conditions = eligibility.findings().stream()
                .map(finding -> condition(finding, Wording.ofCustomer(finding)))
                .toList();
        return new CustomerAudienceAnswer(
                DirectMail.CODE, eligibility.isEligible(), List.of(), shown == null ? null : shown.since(), conditions);
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

    private static AudienceAnswer audienceAnswer(Audience audience, Contact contact, CompanySettings settings) {
        List<CustomerAnswer> customers = contact.facts().holders().stream()
                .map(holder -> customerAnswer(audience, contact, settings, holder))
                .toList();
        return new AudienceAnswer(
                audience.code(),
                customers.stream().anyMatch(CustomerAnswer::eligible),
                customers,
                customers.isEmpty()
                        ? conditions(audience, new Subject(null, contact.facts().consent(), settings))
                        : null);
    }

    private static CustomerAnswer customerAnswer(
            Audience audience, Contact contact, CompanySettings settings, Holder holder) {
        var subject = new Subject(holder, contact.facts().consent(), settings);
        Membership membership = contact.published().of(holder.customerId(), audience);
        return new CustomerAnswer(
                holder.customerId(),
                holder.method().contactMethodId(),
                audience.rules().judge(subject).isEligible(),
                membership == null ? null : membership.since(),
                conditions(audience, subject));
    }

    private static List<ConditionAnswer> conditions(Audience audience, Subject subject) {
        return audience.rules().judge(subject).findings().stream()
                .map(finding -> condition(finding, Wording.of(finding, subject)))
                .toList();
    }

    private static ConditionAnswer condition(Finding finding, String explanation) {
        Exclusion exclusion = finding.exclusion();
        Cause cause = finding.setBy();
        return new ConditionAnswer(
                slug(finding.condition()),
                slug(finding.outcome()),
                explanation,
                exclusion == null ? null : exclusion.name(),
                Wording.remedy(finding),
                cause == null ? null : setBy(cause));
    }

    private static SetBy setBy(Cause cause) {
        return new SetBy(cause.eventId(), cause.at(), cause.by());
    }

    private static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
