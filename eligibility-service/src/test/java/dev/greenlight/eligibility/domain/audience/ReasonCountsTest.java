package dev.greenlight.eligibility.domain.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.eligibility.domain.contact.ConsentStatus;
import dev.greenlight.eligibility.domain.contact.ContactFacts;
import dev.greenlight.eligibility.domain.contact.ExampleFacts;
import dev.greenlight.eligibility.domain.contact.Flag;
import dev.greenlight.eligibility.domain.contact.Flags;
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasonCountsTest {

    /** Written from the table of the audience and not from its rules. */
    @Test
    void everyCombinationOfWhatDecidesAboutMarketingTextsIsCountedAsTheTableSays() {
        var counts = new ReasonCounts(Audience.SMS_MARKETING);
        Map<List<Exclusion>, Long> expected = new HashMap<>();
        for (int bits = 0; bits < 64; bits++) {
            Flags flags = Flags.NONE
                    .with(Flag.ACTIVE_CUSTOMER, (bits & 1) == 0)
                    .with(Flag.MOBILE, (bits & 2) == 0)
                    .with(Flag.MARKETING_UPDATES, (bits & 4) == 0)
                    .with(Flag.DO_NOT_MAIL, (bits & 16) != 0)
                    .with(Flag.DO_NOT_SERVICE, (bits & 32) != 0);
            ContactFacts facts =
                    ExampleFacts.of((bits & 8) == 0 ? ConsentStatus.OPTED_IN : ConsentStatus.OPTED_OUT, flags);
            List<Exclusion> inOrder = List.of(
                    Exclusion.INACTIVE_CUSTOMER,
                    Exclusion.NOT_A_MOBILE_NUMBER,
                    Exclusion.MARKETING_UPDATES_OFF,
                    Exclusion.OPTED_OUT,
                    Exclusion.DO_NOT_MAIL,
                    Exclusion.DO_NOT_SERVICE);
            var reasons = new ArrayList<Exclusion>();
            for (int i = 0; i < inOrder.size(); i++) {
                if ((bits >> i & 1) != 0) {
                    reasons.add(inOrder.get(i));
                }
            }
            for (int times = 0; times <= bits; times++) {
                counts.add("+12125550100", facts, CompanySettings.DEFAULTS);
                expected.merge(List.copyOf(reasons), 1L, Long::sum);
            }
        }

        assertThat(counts.eligible()).isEqualTo(expected.remove(List.<Exclusion>of()));
        assertThat(counts.excluded()).isEqualTo(expected).hasSize(63);
    }
}
