package dev.greenlight.eligibility.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.AudiencePolicy;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.EmailChoice;
import dev.greenlight.eligibility.domain.audience.EmailStanding;
import dev.greenlight.eligibility.domain.audience.EmailStanding.Candidate;
import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactFlags;
import dev.greenlight.eligibility.domain.contact.ContactKey;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.contact.Suppression;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.CompanySettings.Setters;
import dev.greenlight.eligibility.domain.rule.MarketingPro;
import dev.greenlight.eligibility.web.EligibilityAnswer.AudienceAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.ConditionAnswer;
import dev.greenlight.eligibility.web.EligibilityAnswer.CustomerAnswer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {

    private static final String EMAIL = "ann@example.com";
    private static final String OTHER = "ann.work@example.com";
    private static final Cause RECORD = new Cause("change-1", Instant.ofEpochSecond(10), "front-office");
    private static final Cause SETTINGS = new Cause("settings-1", Instant.ofEpochSecond(20), "owner");
    private static final Flags OF_EMAIL = Flags.of(Flag.EMAIL, Flag.MARKETING_UPDATES, Flag.ACTIVE_CUSTOMER);

    @Test
    void whatASettingDecidesNamesTheChangeOfTheSettings() {
        var settings = new CompanySettings(
                MarketingPro.V2, true, false, false, TenantQuietHours.NONE, 1, Setters.all(SETTINGS));

        ConditionAnswer doubleOptIn = condition(email(OF_EMAIL, settings), "double-opt-in-given");

        assertThat(doubleOptIn.outcome()).isEqualTo("passed");
        assertThat(doubleOptIn.explanation()).contains("does not ask");
        assertThat(doubleOptIn.setBy())
                .isNotNull()
                .satisfies(setBy -> assertThat(setBy.eventId()).isEqualTo("settings-1"));
    }

    @Test
    void everyFailedConditionSaysWhatWouldHelpAndAPassedOneDoesNot() {
        CustomerAnswer answer = email(OF_EMAIL.with(Flag.DO_NOT_MAIL, true), CompanySettings.DEFAULTS);

        assertThat(answer.eligible()).isFalse();
        assertThat(answer.conditions())
                .allSatisfy(condition -> assertThat(condition.remedy() != null)
                        .isEqualTo(condition.outcome().equals("failed")));
        assertThat(condition(answer, "do-not-mail-off").exclusion()).isEqualTo("DO_NOT_MAIL");
    }

    @Test
    void onlyTheAddressThatTheAudienceShowsIsEligible() {
        CustomerAnswer byRules = email(OF_EMAIL, CompanySettings.DEFAULTS);
        EmailChoice choice = choiceOf(OTHER).choice();

        CustomerAnswer notChosen = Explanation.withChoice(byRules, EMAIL, choice);
        CustomerAnswer chosen = Explanation.withChoice(byRules, OTHER, choice);

        assertThat(notChosen.eligible()).isFalse();
        assertThat(condition(notChosen, "first-eligible-email").exclusion()).isEqualTo("OTHER_EMAIL_FIRST");
        assertThat(notChosen.memberSince()).isNull();
        assertThat(chosen.eligible()).isTrue();
        assertThat(chosen.memberSince()).isEqualTo(Instant.ofEpochSecond(10));
    }

    @Test
    void theOrderIsNoMatterForAnAddressThatMayNotBeWrittenTo() {
        CustomerAnswer byRules = email(OF_EMAIL.with(Flag.DO_NOT_SERVICE, true), CompanySettings.DEFAULTS);

        CustomerAnswer answer =
                Explanation.withChoice(byRules, EMAIL, choiceOf(OTHER).choice());

        assertThat(condition(answer, "first-eligible-email").outcome()).isEqualTo("not-known");
        assertThat(answer.eligible()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everySuppressionIsAReasonThatIsExplained(Suppression suppression) {
        var consent = new Consent(ConsentStatus.NEVER_ASKED, OptOutScope.NONE, 1, RECORD, null, suppression);
        ContactFacts facts = facts(OF_EMAIL).withConsent(consent);

        CustomerAnswer answer = explain(facts, CompanySettings.DEFAULTS);

        assertThat(answer.eligible()).isFalse();
        assertThat(condition(answer, "email-not-suppressed")).satisfies(condition -> {
            assertThat(condition.outcome()).isEqualTo("failed");
            assertThat(condition.exclusion()).matches("EMAIL_[A-Z_]+|NEVER_EMAIL|CONSENT_UNKNOWN");
            assertThat(condition.explanation()).endsWith(".");
            assertThat(condition.remedy()).endsWith(".");
        });
    }

    private static EmailChoice.Decision choiceOf(String address) {
        var candidate = new Candidate(address, "m-2", null, 0, RECORD.at(), null);
        return EmailChoice.NONE.hear(new EmailStanding(address, candidate, List.of(), RECORD));
    }

    private static CustomerAnswer email(Flags flags, CompanySettings settings) {
        return explain(facts(flags), settings);
    }

    private static CustomerAnswer explain(ContactFacts facts, CompanySettings settings) {
        Contact contact =
                AudiencePolicy.decide(Contact.UNKNOWN, facts, settings, RECORD).contact();
        List<AudienceAnswer> answers = Explanation.of(
                        new ContactKey("acme", EMAIL),
                        contact,
                        settings,
                        List.of(Audience.EMAIL_MARKETING),
                        Instant.EPOCH)
                .audiences();
        return answers.getFirst().customers().getFirst();
    }

    private static ContactFacts facts(Flags flags) {
        return ContactFacts.NOTHING.withFlags(
                new ContactFlags("c-1", 1, new ContactMethod("m-1", "en", flags), RECORD));
    }

    private static ConditionAnswer condition(CustomerAnswer answer, String name) {
        return answer.conditions().stream()
                .filter(condition -> condition.condition().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
