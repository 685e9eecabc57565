package dev.greenlight.eligibility.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ContactFlags;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.rule.DecisionTables.Fact;
import dev.greenlight.eligibility.domain.rule.DecisionTables.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules decide what the tables say: for every combination of what a row looks at, and for a million people. */
class DecisionTablesTest {

    private static final Cause CAUSE = new Cause("change-1", Instant.EPOCH, "front-office");

    private static final Map<Fact, Flag> FLAGS = new EnumMap<>(Map.of(
            Fact.ACTIVE, Flag.ACTIVE_CUSTOMER,
            Fact.MOBILE, Flag.MOBILE,
            Fact.MARKETING_UPDATES, Flag.MARKETING_UPDATES,
            Fact.JOB_NOTIFICATIONS, Flag.JOB_NOTIFICATIONS,
            Fact.DO_NOT_MAIL, Flag.DO_NOT_MAIL,
            Fact.DO_NOT_SERVICE, Flag.DO_NOT_SERVICE));

    @ParameterizedTest
    @EnumSource
    void everyCombinationIsDecidedAsTheTableSays(Row row) {
        List<Fact> looked = row.facts();
        int eligible = 0;
        for (int combination = 0; combination < 1 << looked.size(); combination++) {
            Set<Fact> facts = EnumSet.noneOf(Fact.class);
            for (int bit = 0; bit < looked.size(); bit++) {
                if ((combination >> bit & 1) == 1) {
                    facts.add(looked.get(bit));
                }
            }
            Eligibility answer = judge(row, facts);
            assertThat(answer.isEligible()).as("%s of %s", row, facts).isEqualTo(row.allows(facts));
            assertThat(answer.exclusions().isEmpty()).isEqualTo(answer.isEligible());
            eligible += answer.isEligible() ? 1 : 0;
        }

        assertThat(eligible).isPositive();
    }

    @Test
    void aMillionPeopleAreDecidedAsTheTablesSayWithinTenSeconds() {
        var random = new Random(9);
        long begunAt = System.nanoTime();
        for (int person = 0; person < 1_000_000; person++) {
            Set<Fact> facts = EnumSet.noneOf(Fact.class);
            for (Fact fact : Fact.values()) {
                if (random.nextInt(8) < (isAgainst(fact) ? 1 : 7)) {
                    facts.add(fact);
                }
            }
            for (Row row : Row.values()) {
                if (judge(row, facts).isEligible() != row.allows(facts)) {
                    assertThat(judge(row, facts).isEligible())
                            .as("%s of %s", row, facts)
                            .isEqualTo(row.allows(facts));
                }
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begunAt)).isLessThan(Duration.ofSeconds(10));
    }

    private static boolean isAgainst(Fact fact) {
        return switch (fact) {
            case DO_NOT_MAIL, DO_NOT_SERVICE, STOPPED_ALL_TEXTS -> true;
            default -> false;
        };
    }

    private static Eligibility judge(Row row, Set<Fact> facts) {
        return switch (row) {
            case SMS_MARKETING -> judge(EligibilityRules.SMS_MARKETING, facts, MarketingPro.NONE);
            case SMS_TRANSACTIONAL_WITH_MARKETING_PRO ->
                judge(EligibilityRules.SMS_TRANSACTIONAL, facts, MarketingPro.V2);
            case SMS_TRANSACTIONAL_WITHOUT_MARKETING_PRO ->
                judge(EligibilityRules.SMS_TRANSACTIONAL, facts, MarketingPro.NONE);
        };
    }

    private static Eligibility judge(EligibilityRules rules, Set<Fact> facts, MarketingPro marketingPro) {
        Flags flags = Flags.NONE;
        for (Map.Entry<Fact, Flag> entry : FLAGS.entrySet()) {
            flags = flags.with(entry.getValue(), facts.contains(entry.getKey()));
        }
        ContactFacts contact = ContactFacts.NOTHING.withFlags(
                new ContactFlags("c-1", 1, new ContactMethod("m-1", null, flags), CAUSE));
        var settings = new CompanySettings(marketingPro, false, false, false, 1, CompanySettings.Setters.all(CAUSE));
        return rules.judge(new Subject(contact.holder("c-1"), consent(facts), settings));
    }

    /** Who has ended all texts has opted out, whatever came before. */
    private static Consent consent(Set<Fact> facts) {
        if (facts.contains(Fact.STOPPED_ALL_TEXTS)) {
            return new Consent(ConsentStatus.OPTED_OUT, OptOutScope.ALL, 1, CAUSE, null);
        }
        ConsentStatus status = facts.contains(Fact.OPTED_IN) ? ConsentStatus.OPTED_IN : ConsentStatus.NEVER_ASKED;
        return new Consent(status, OptOutScope.NONE, 1, CAUSE, null);
    }
}
