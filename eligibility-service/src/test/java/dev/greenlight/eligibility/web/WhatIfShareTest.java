package dev.greenlight.eligibility.web;

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
import dev.greenlight.eligibility.domain.rule.CompanySettings;
import dev.greenlight.eligibility.domain.rule.MarketingPro;
import dev.greenlight.eligibility.domain.whatif.Move;
import dev.greenlight.eligibility.domain.whatif.Moves;
import dev.greenlight.eligibility.domain.whatif.SettingsProposal;
import dev.greenlight.eligibility.domain.whatif.WhatIf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** However contacts are spread over instances, the parts put together are what one instance would have found. */
class WhatIfShareTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Cause CAUSE = new Cause("change-1", Instant.parse("2026-03-01T10:00:00Z"), "office");
    private static final CompanySettings TODAY =
            new SettingsProposal(MarketingPro.V1, true, true, false, null).over(CompanySettings.DEFAULTS);
    private static final CompanySettings THEN = new SettingsProposal(null, false, null, true, null).over(TODAY);

    private final Map<String, Boolean> estimates = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void thePartsAreTheWhole(int seed) {
        var random = new Random(seed);
        for (int customer = 0; customer < 300; customer += 3) {
            estimates.put("c-" + customer, random.nextBoolean());
        }
        WhatIf whole = none();
        List<WhatIf> parts = List.of(none(), none(), none());
        for (int i = 0; i < 3_000; i++) {
            boolean email = random.nextInt(3) > 0;
            String address = email ? i + "@example.com" : "+1212555" + (1000 + i);
            ContactFacts facts = facts(random, email, i);
            whole.add(address, facts, TODAY, THEN);
            parts.get(random.nextInt(parts.size())).add(address, facts, TODAY, THEN);
        }

        WhatIf together = none();
        for (WhatIf part : parts) {
            byte[] sent = JSON.writeValueAsBytes(WhatIfShare.of(part));
            together.add(JSON.readValue(sent, WhatIfShare.class).found());
        }

        assertThat(together.contacts()).isEqualTo(3_000);
        assertThat(together.textable()).isEqualTo(whole.textable());
        whole.result().forEach((audience, expected) -> {
            Moves found = Objects.requireNonNull(together.result().get(audience));
            assertThat(expected.before() + expected.after()).isPositive();
            assertThat(found.staying()).isEqualTo(expected.staying());
            assertThat(found.joiningByReasons()).isEqualTo(expected.joiningByReasons());
            assertThat(found.leavingByReasons()).isEqualTo(expected.leavingByReasons());
            assertThat(set(found.someJoining())).isEqualTo(set(expected.someJoining()));
            assertThat(set(found.someLeaving())).isEqualTo(set(expected.someLeaving()));
            assertThat(found.after())
                    .isEqualTo(found.staying() + found.someJoining().size());
            assertThat(found.before())
                    .isEqualTo(found.staying() + found.someLeaving().size());
        });
    }

    private WhatIf none() {
        return new WhatIf(10_000, 10_000, estimates);
    }

    private static Set<Move> set(List<Move> moves) {
        return new HashSet<>(moves);
    }

    private static ContactFacts facts(Random random, boolean email, int position) {
        var status = random.nextInt(3) == 0 ? ConsentStatus.NEVER_ASKED : ConsentStatus.OPTED_IN;
        ContactFacts facts = ContactFacts.NOTHING.withConsent(new Consent(status, OptOutScope.NONE, 1, CAUSE, null));
        for (int holder = 0; holder <= random.nextInt(2); holder++) {
            var on = new ArrayList<Flag>(
                    List.of(Flag.ACTIVE_CUSTOMER, Flag.JOB_NOTIFICATIONS, email ? Flag.EMAIL : Flag.MOBILE));
            List.of(Flag.MARKETING_UPDATES, Flag.OPTED_IN_TAG, Flag.EMAIL_DORMANT_TAG, Flag.OPEN_ESTIMATE).stream()
                    .filter(flag -> random.nextBoolean())
                    .forEach(on::add);
            var method = new ContactMethod("m-1", null, Flags.of(on.toArray(Flag[]::new)), position);
            facts = facts.withFlags(new ContactFlags("c-" + random.nextInt(300), 1, method, CAUSE));
        }
        return facts;
    }
}
