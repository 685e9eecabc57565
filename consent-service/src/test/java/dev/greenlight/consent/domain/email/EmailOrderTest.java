package dev.greenlight.consent.domain.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.EmailDecision.Decided;
import dev.greenlight.consent.domain.settings.TenantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known about an address does not depend on the order in which it is heard, and nothing lifts without a right. */
class EmailOrderTest {

    private static final int STORIES = 50_000;

    @Test
    void orderAndRepetitionsLeaveNoTrace() {
        Set<SuppressionReason> shown = EnumSet.noneOf(SuppressionReason.class);
        Set<EmailOutcome> outcomes = EnumSet.noneOf(EmailOutcome.class);
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            List<EmailAct> acts = acts(random);
            List<EmailAct> delivered = new ArrayList<>(acts);
            delivered.addAll(acts.subList(0, random.nextInt(acts.size() + 1)));
            Collections.shuffle(delivered, random);

            EmailConsent inOrder = hearAll(acts, outcomes);
            EmailConsent shuffled = hearAll(delivered, outcomes);

            assertThat(shuffled.marks()).as("seed %d", seed).isEqualTo(inOrder.marks());
            assertThat(shuffled.reasons()).as("seed %d", seed).isEqualTo(expected(acts));
            shown.addAll(shuffled.reasons());
        }
        // the stories are not all about nothing
        assertThat(shown).containsOnly(SuppressionReason.values());
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        EmailOutcome.SUPPRESSED,
                        EmailOutcome.UNSUPPRESSED,
                        EmailOutcome.CONFIRMED,
                        EmailOutcome.NOTED,
                        EmailOutcome.STALE,
                        EmailOutcome.REFUSED);
    }

    @Test
    void nothingIsLiftedButByALaterActOfSomebodyWhoMay() {
        Set<SuppressionReason> lifted = new HashSet<>();
        for (int seed = 0; seed < STORIES; seed++) {
            EmailConsent current = EmailConsent.NOTHING_KNOWN;
            for (EmailAct act : acts(new Random(seed))) {
                if (EmailPolicy.decide(current, act, TenantSettings.DEFAULTS.choices()) instanceof Decided decided) {
                    for (SuppressionReason reason : current.reasons()) {
                        if (!decided.after().reasons().contains(reason)) {
                            assertThat(act).as("seed %d", seed).isInstanceOf(Lift.class);
                            assertThat(reason.isLiftedBy(((Lift) act).authority()))
                                    .isTrue();
                            assertThat(act.at()).isAfter(current.mark(reason).suppressedAt());
                            lifted.add(reason);
                        }
                    }
                    current = decided.after();
                }
            }
        }
        assertThat(lifted)
                .containsExactlyInAnyOrder(
                        SuppressionReason.BOUNCE, SuppressionReason.MANUAL_UNSUBSCRIBE, SuppressionReason.NEVER_EMAIL);
    }

    /** Worked out from all acts at once, another way than the policy does. */
    private static List<SuppressionReason> expected(List<EmailAct> acts) {
        List<SuppressionReason> expected = new ArrayList<>();
        for (SuppressionReason reason : SuppressionReason.values()) {
            boolean holds = acts.stream()
                    .anyMatch(act -> act instanceof Suppress suppress
                            && suppress.reason() == reason
                            && acts.stream()
                                    .noneMatch(other -> other instanceof Lift lift
                                            && reason.isLiftedBy(lift.authority())
                                            && lift.at().isAfter(suppress.at())));
            if (holds) {
                expected.add(reason);
            }
        }
        return expected;
    }

    private static EmailConsent hearAll(List<EmailAct> acts, Set<EmailOutcome> outcomes) {
        EmailConsent current = EmailConsent.NOTHING_KNOWN;
        for (EmailAct act : acts) {
            if (EmailPolicy.decide(current, act, TenantSettings.DEFAULTS.choices()) instanceof Decided decided) {
                outcomes.add(decided.outcome());
                current = decided.after();
            }
        }
        return current;
    }

    /** Few different times, so that ties and overtaking happen all the time. */
    private static List<EmailAct> acts(Random random) {
        List<EmailAct> acts = new ArrayList<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            Instant at = Instant.EPOCH.plusSeconds(random.nextInt(8));
            acts.add(
                    random.nextInt(5) < 3
                            ? new Suppress(
                                    "c" + i,
                                    at,
                                    SuppressionReason.values()[random.nextInt(SuppressionReason.values().length)])
                            : new Lift("c" + i, at, random.nextBoolean() ? Authority.ADMIN : Authority.OFFICE));
        }
        return acts;
    }
}
