package dev.greenlight.consent.domain.settings;

import static dev.greenlight.consent.domain.settings.OptOutScopeSetting.ALL;
import static dev.greenlight.consent.domain.settings.OptOutScopeSetting.BY_CONTEXT;
import static dev.greenlight.consent.domain.settings.OptOutScopeSetting.MARKETING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.consent.domain.command.CommandOutcome;
import dev.greenlight.consent.domain.settings.TenantSettings.Choices;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SettingsPolicyTest {

    private TenantSettings current = TenantSettings.DEFAULTS;
    private int commands;

    @Test
    void scopeCountsFromTheChangeOnAndTheOneBeforeItUntilThen() {
        change(10, MARKETING, null);

        assertThat(current.at(second(9))).isEqualTo(ALL);
        assertThat(current.at(second(10))).isEqualTo(MARKETING);
    }

    @Test
    void scheduledScopeCountsFromItsTimeOnWithoutAnotherChange() {
        change(10, MARKETING, new ScheduledScope(ALL, second(50)));

        assertThat(current.at(second(9))).isEqualTo(ALL);
        assertThat(current.at(second(49))).isEqualTo(MARKETING);
        assertThat(current.at(second(50))).isEqualTo(ALL);
    }

    @Test
    void scheduledScopeThatIsTakenBackInTimeNeverCounts() {
        change(10, MARKETING, new ScheduledScope(ALL, second(50)));
        change(20, MARKETING, null);

        assertThat(current.at(second(60))).isEqualTo(MARKETING);
    }

    @Test
    void scheduledScopeThatHasCountedStillDoesAfterTheNextChange() {
        change(10, MARKETING, new ScheduledScope(ALL, second(50)));
        change(60, BY_CONTEXT, null);

        assertThat(current.at(second(49))).isEqualTo(MARKETING);
        assertThat(current.at(second(50))).isEqualTo(ALL);
        assertThat(current.at(second(59))).isEqualTo(ALL);
        assertThat(current.at(second(60))).isEqualTo(BY_CONTEXT);
    }

    @Test
    void sayingAgainWhatHasComeDueChangesNothing() {
        change(10, MARKETING, new ScheduledScope(ALL, second(50)));

        assertThat(change(60, ALL, null)).isEqualTo(CommandOutcome.UNCHANGED);
        assertThat(current.revision()).isEqualTo(1);
        assertThat(current.at(second(49))).isEqualTo(MARKETING);
        assertThat(change(61, MARKETING, null)).isEqualTo(CommandOutcome.UPDATED);
    }

    @Test
    void whoLooksAfterTheScheduledTimeSeesTheScopeAsTheOneThatHolds() {
        change(10, MARKETING, new ScheduledScope(ALL, second(50)));

        assertThat(current.asOf(second(49))).isEqualTo(current);
        TenantSettings later = current.asOf(second(50));
        assertThat(later.choices()).isEqualTo(current.choices().withScopes(ALL, null));
        assertThat(later.at(second(49))).isEqualTo(MARKETING);
        assertThat(later.revision()).isEqualTo(current.revision());
    }

    @Test
    void slowClockNeverRewritesWhatAnEarlierChangeHasDecided() {
        change(10, MARKETING, null);
        change(5, BY_CONTEXT, new ScheduledScope(ALL, second(7)));

        assertThat(current.changedAt()).isEqualTo(second(10));
        assertThat(current.at(second(9))).isEqualTo(ALL);
        assertThat(current.at(second(10))).isEqualTo(ALL);
        assertThat(current.choices().scheduledOptOutScope()).isNull();
    }

    @Test
    void onlySoManyEarlierScopesAreRemembered() {
        for (int i = 1; i <= 2 * TenantSettings.MOST_EARLIER_SCOPES; i++) {
            change(i, i % 2 == 0 ? ALL : MARKETING, null);
        }

        assertThat(current.earlierScopes()).hasSize(TenantSettings.MOST_EARLIER_SCOPES);
        assertThat(current.at(second(2 * TenantSettings.MOST_EARLIER_SCOPES - 1)))
                .isEqualTo(MARKETING);
    }

    /** Told the slow way: what was last announced by then for then. */
    @RepeatedTest(200)
    void everyTimeIsReadByTheLastAnnouncementThatWasMadeByThen(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var announced = new TreeMap<Integer, Choices>();
        announced.put(-1, TenantSettings.DEFAULTS.choices());
        for (int time = 0; time < 60; time += 1 + random.nextInt(8)) {
            ScheduledScope scheduled = random.nextBoolean()
                    ? null
                    : new ScheduledScope(anyScope(random), second(time + 1 + random.nextInt(20)));
            Choices choices = TenantSettings.DEFAULTS.choices().withScopes(anyScope(random), scheduled);
            change(time, choices.optOutScope(), scheduled);
            announced.put(time, choices);
        }

        for (int time = -1; time < 90; time++) {
            Choices known = announced.floorEntry(time).getValue();
            ScheduledScope scheduled = known.scheduledOptOutScope();
            OptOutScopeSetting expected = scheduled != null && !scheduled.from().isAfter(second(time))
                    ? scheduled.scope()
                    : known.optOutScope();
            assertThat(current.at(second(time))).as("second %s", time).isEqualTo(expected);
        }
    }

    private static OptOutScopeSetting anyScope(Random random) {
        return OptOutScopeSetting.values()[random.nextInt(3)];
    }

    private CommandOutcome change(long second, OptOutScopeSetting scope, @Nullable ScheduledScope scheduled) {
        Choices choices = TenantSettings.DEFAULTS.choices().withScopes(scope, scheduled);
        var command = new SettingsCommand("c" + ++commands, null, second(second), "office", choices);
        SettingsDecision decision = SettingsPolicy.decide(current, command);
        current = decision.after();
        return decision.outcome();
    }

    private static Instant second(long second) {
        return Instant.parse("2027-01-31T05:00:00Z").plusSeconds(second);
    }
}
