package dev.greenlight.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubmissionBudgetTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Clock clock = mock();
    private final SubmissionBudget budget = new SubmissionBudget(2, Duration.ofMinutes(10), 3, clock);

    @Test
    void senderMaySendAgainWhenTheWindowIsOver() {
        when(clock.instant()).thenReturn(NOON);
        assertThat(budget.allows("a")).isTrue();
        assertThat(budget.allows("a")).isTrue();
        assertThat(budget.allows("a")).isFalse();
        assertThat(budget.allows("b")).isTrue();

        when(clock.instant()).thenReturn(NOON.plusSeconds(599));
        assertThat(budget.allows("a")).isFalse();
        when(clock.instant()).thenReturn(NOON.plusSeconds(600));
        assertThat(budget.allows("a")).isTrue();
    }

    @Test
    void sendersThatWereQuietTheLongestAreForgottenFirst() {
        when(clock.instant()).thenReturn(NOON);
        budget.allows("busy");
        budget.allows("busy");
        for (String other : new String[] {"b", "c", "d", "e"}) {
            budget.allows(other);
            assertThat(budget.allows("busy")).isFalse();
        }
        budget.allows("b");
        budget.allows("c");
        budget.allows("d");

        assertThat(budget.allows("busy")).isTrue();
    }
}
