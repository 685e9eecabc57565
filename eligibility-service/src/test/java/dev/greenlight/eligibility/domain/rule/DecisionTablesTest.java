package dev.greenlight.eligibility.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.Cause;
import dev.greenlight.eligibility.domain.contact.Consent;
import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactMethod;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.contact.Holder;
import dev.greenlight.eligibility.domain.contact.OptOutScope;
import dev.greenlight.eligibility.domain.contact.Origin;
import dev.greenlight.eligibility.domain.contact.Suppression;
import dev.greenlight.eligibility.domain.quiethours.TenantQuietHours;
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

    private static final List<Origin> ORIGINS = List.of(new Origin(new Flags(-1), CAUSE));
    private static final CompanySettings.Setters SETTERS = CompanySettings.Setters.all(CAUSE);

    private static final Map<Fact, Flag> FLAGS = new EnumMap<>(Map.ofEntries(
            Map.entry(Fact.ACTIVE, Flag.ACTIVE_CUSTOMER),
            Map.entry(Fact.MOBILE, Flag.MOBILE),
            Map.entry(Fact.EMAIL, Flag.EMAIL),
            Map.entry(Fact.MARKETING_UPDATES, Flag.MARKETING_UPDATES),
            Map.entry(Fact.JOB_NOTIFICATIONS, Flag.JOB_NOTIFICATIONS),
            Map.entry(Fact.DO_NOT_MAIL, Flag.DO_NOT_MAIL),
            Map.entry(Fact.DO_NOT_SERVICE, Flag.DO_NOT_SERVICE),
            Map.entry(Fact.DO_NOT_SEND_PROMOTIONAL_EMAILS, Flag.DO_NOT_SEND_PROMOTIONAL_EMAILS),
            Map.entry(Fact.TAG_OPTED_IN, Flag.OPTED_IN_TAG),
            Map.entry(Fact.TAG_EMAIL_DORMANT, Flag.EMAIL_DORMANT_TAG)));

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
            Eligibility answer = new Person(facts).judge(row);
            assertThat(answer.isEligible()).as("%s of %s", row, facts).isEqualTo(row.allows(facts));
            assertThat(answer.exclusions().isEmpty()).isEqualTo(answer.isEligible());
            eligible += answer.isEligible() ? 1 : 0;
        }

        assertThat(eligible).isPositive();
    }

    @Test
    void aMillionPeopleAreDecidedAsTheTablesSayWithinTenSeconds() {
        var random = new Random(9);
        Row[] rows = Row.values();
        Fact[] all = Fact.values();
        long begunAt = System.nanoTime();
        for (int person = 0; person < 1_000_000; person++) {
            Set<Fact> facts = EnumSet.noneOf(Fact.class);
            for (Fact fact : all) {
                if (random.nextInt(8) < (isAgainst(fact) ? 1 : 7)) {
                    facts.add(fact);
                }
            }
            var asked = new Person(facts);
            for (Row row : rows) {
                boolean answer = asked.judge(row).isEligible();
                if (answer != row.allows(facts)) {
                    assertThat(answer).as("%s of %s", row, facts).isEqualTo(row.allows(facts));
                }
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begunAt)).isLessThan(Duration.ofSeconds(10));
    }

    private static boolean isAgainst(Fact fact) {
        return switch (fact) {
            case DO_NOT_MAIL,
                    DO_NOT_SERVICE,
                    STOPPED_ALL_TEXTS,
                    SUPPRESSED,
                    DO_NOT_SEND_PROMOTIONAL_EMAILS,
                    TAG_EMAIL_DORMANT -> true;
            default -> false;
        };
    }

    /** Somebody of whom the facts hold, as the rules are told of it. */
    private static final class Person {

        private final Set<Fact> facts;
        private final Holder holder;

        Person(Set<Fact> facts) {
            this.facts = facts;
            Flags flags = Flags.NONE;
            for (Map.Entry<Fact, Flag> entry : FLAGS.entrySet()) {
                if (facts.contains(entry.getKey())) {
                    flags = flags.with(entry.getValue(), true);
                }
            }
            holder = new Holder("c-1", new ContactMethod("m-1", null, flags), 1, ORIGINS);
        }

        Eligibility judge(Row row) {
            return switch (row) {
                case SMS_MARKETING -> judge(EligibilityRules.SMS_MARKETING, MarketingPro.NONE, texts(facts));
                case SMS_TRANSACTIONAL_WITH_MARKETING_PRO ->
                    judge(EligibilityRules.SMS_TRANSACTIONAL, MarketingPro.V2, texts(facts));
                case SMS_TRANSACTIONAL_WITHOUT_MARKETING_PRO ->
                    judge(EligibilityRules.SMS_TRANSACTIONAL, MarketingPro.NONE, texts(facts));
                case EMAIL_MARKETING_V2 -> judge(EligibilityRules.EMAIL_MARKETING, MarketingPro.V2, emails(facts));
                case EMAIL_MARKETING_V1 -> judge(EligibilityRules.EMAIL_MARKETING, MarketingPro.V1, emails(facts));
            };
        }

        private Eligibility judge(EligibilityRules rules, MarketingPro marketingPro, Consent consent) {
            var settings = new CompanySettings(
                    marketingPro,
                    facts.contains(Fact.DOUBLE_OPT_IN_ENABLED),
                    facts.contains(Fact.OPT_OUT_MESSAGE_ENABLED),
                    facts.contains(Fact.AUTO_SUPPRESS_DORMANT_ENABLED),
                    TenantQuietHours.NONE,
                    1,
                    SETTERS);
            return rules.judge(new Subject(holder, consent, settings));
        }
    }

    /** Who has ended all texts has opted out, whatever came before. */
    private static Consent texts(Set<Fact> facts) {
        if (facts.contains(Fact.STOPPED_ALL_TEXTS)) {
            return new Consent(ConsentStatus.OPTED_OUT, OptOutScope.ALL, 1, CAUSE, null);
        }
        ConsentStatus status = facts.contains(Fact.OPTED_IN) ? ConsentStatus.OPTED_IN : ConsentStatus.NEVER_ASKED;
        return new Consent(status, OptOutScope.NONE, 1, CAUSE, null);
    }

    private static Consent emails(Set<Fact> facts) {
        return new Consent(
                facts.contains(Fact.EMAIL_CONFIRMED) ? ConsentStatus.OPTED_IN : ConsentStatus.NEVER_ASKED,
                OptOutScope.NONE,
                1,
                CAUSE,
                null,
                facts.contains(Fact.SUPPRESSED) ? Suppression.BOUNCE : Suppression.NONE);
    }
}
