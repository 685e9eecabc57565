package dev.greenlight.eligibility.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.audience.Audience;
import dev.greenlight.eligibility.domain.audience.AudiencePolicy;
import dev.greenlight.eligibility.domain.audience.Contact;
import dev.greenlight.eligibility.domain.audience.Memberships;
import dev.greenlight.eligibility.domain.audience.ReasonCounts;
import dev.greenlight.eligibility.domain.check.SendPolicy;
import dev.greenlight.eligibility.domain.check.SendTime;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.rule.DecisionTables.Fact;
import dev.greenlight.eligibility.domain.rule.DecisionTables.Row;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules decide what the tables say: for every combination of what a row looks at, and for a million people of whom
 * everything else that decides is asked too.
 */
class DecisionTablesTest {

    private static final String NUMBER = "+12125550100";
    private static final String EMAIL = "ann@example.com";

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
            Eligibility answer = new TablePerson(facts).judge(row);
            assertThat(answer.isEligible()).as("%s of %s", row, facts).isEqualTo(row.allows(facts));
            assertThat(answer.exclusions().isEmpty()).isEqualTo(answer.isEligible());
            eligible += answer.isEligible() ? 1 : 0;
        }

        assertThat(eligible).isPositive();
    }

    @Test
    void aMillionPeopleGetTheAnswerOfTheTablesWhoeverIsAsked() {
        var random = new Random(9);
        Row[] rows = Row.values();
        for (int number = 0; number < 1_000_000; number++) {
            var person = TablePerson.any(random);
            for (Row row : rows) {
                boolean allowed = row.allows(person.facts());
                // assertions cost more than what they assert
                if (person.judge(row).isEligible() != allowed || !isSameForAll(person, row, allowed)) {
                    assertThat(answers(person, row))
                            .as("%s of %s", row, person.facts())
                            .containsOnly(allowed);
                }
            }
        }
    }

    private static boolean isSameForAll(TablePerson person, Row row, boolean allowed) {
        Audience audience = audience(row);
        return audience == null
                || isPublished(person, row, audience) == allowed
                        && isAllowedByCheck(person, row, audience) == allowed
                        && isCounted(person, row, audience) == allowed
                        && isInWhatIf(person, row, audience) == allowed;
    }

    private static List<Boolean> answers(TablePerson person, Row row) {
        Audience audience = audience(row);
        boolean explained = person.judge(row).isEligible();
        return audience == null
                ? List.of(explained)
                : List.of(
                        explained,
                        isPublished(person, row, audience),
                        isAllowedByCheck(person, row, audience),
                        isCounted(person, row, audience),
                        isInWhatIf(person, row, audience));
    }

    private static boolean isPublished(TablePerson person, Row row, Audience audience) {
        var unknown = new Contact(ContactFacts.NOTHING, Memberships.NONE);
        return AudiencePolicy.decide(unknown, person.contactFacts(row), person.settings(row), TablePerson.CAUSE)
                        .contact()
                        .published()
                        .of("c-1", audience)
                != null;
    }

    private static boolean isAllowedByCheck(TablePerson person, Row row, Audience audience) {
        return SendPolicy.decide(
                        person.contactFacts(row),
                        person.settings(row),
                        audience,
                        null,
                        () -> new SendTime(false, false, null))
                .exclusions()
                .isEmpty();
    }

    private static boolean isCounted(TablePerson person, Row row, Audience audience) {
        var counts = new ReasonCounts(audience);
        counts.add(addressOf(audience), person.contactFacts(row), person.settings(row));
        return counts.eligible() == 1;
    }

    private static boolean isInWhatIf(TablePerson person, Row row, Audience audience) {
        var whatIf = new WhatIf(0, 0, Map.of());
        CompanySettings settings = person.settings(row);
        whatIf.add(addressOf(audience), person.contactFacts(row), settings, settings);
        return audience == Audience.EMAIL_MARKETING
                ? whatIf.emails().size() == 1
                : Objects.requireNonNull(whatIf.byAddress().get(audience)).after() == 1;
    }

    private static String addressOf(Audience audience) {
        return audience == Audience.EMAIL_MARKETING ? EMAIL : NUMBER;
    }

    /** Null for post, which is not decided by address. */
    private static @Nullable Audience audience(Row row) {
        return switch (row) {
            case SMS_MARKETING -> Audience.SMS_MARKETING;
            case SMS_TRANSACTIONAL_WITH_MARKETING_PRO, SMS_TRANSACTIONAL_WITHOUT_MARKETING_PRO ->
                Audience.SMS_TRANSACTIONAL;
            case UNSOLD_ESTIMATES_WITH_MARKETING_PRO, UNSOLD_ESTIMATES_WITHOUT_MARKETING_PRO ->
                Audience.UNSOLD_ESTIMATES;
            case DIRECT_MAIL -> null;
            case EMAIL_MARKETING_V1, EMAIL_MARKETING_V2 -> Audience.EMAIL_MARKETING;
        };
    }
}
