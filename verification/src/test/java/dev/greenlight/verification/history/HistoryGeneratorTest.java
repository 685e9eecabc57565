package dev.greenlight.verification.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.schemas.sms.TextReceived;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryGeneratorTest {

    private final List<HistoryEvent> history = HistoryGenerator.of(1, HistoryShape.HOT.withEvents(5_000));

    @Test
    void aSeedRepeatsItsHistory() {
        assertThat(HistoryGenerator.of(1, HistoryShape.HOT.withEvents(5_000))).isEqualTo(history);
        assertThat(HistoryGenerator.of(2, HistoryShape.HOT.withEvents(5_000))).isNotEqualTo(history);
    }

    @Test
    void everyKindOfEventHappens() {
        Set<Class<?>> kinds = new HashSet<>();
        history.forEach(event -> kinds.add(event.getClass()));

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        HistoryEvent.Text.class,
                        HistoryEvent.Customer.class,
                        HistoryEvent.CustomerGone.class,
                        HistoryEvent.Asked.class,
                        HistoryEvent.OptedOut.class,
                        HistoryEvent.Settings.class);
    }

    @Test
    void textsRepeatArriveLateTieAndRunBackwards() {
        Map<String, TextReceived> first = new HashMap<>();
        Map<String, TextReceived> newest = new HashMap<>();
        int repeats = 0;
        int late = 0;
        int ties = 0;
        for (HistoryEvent event : history) {
            if (event instanceof HistoryEvent.Text arrived) {
                TextReceived text = arrived.text();
                repeats += first.putIfAbsent(text.getEventId(), text) == null ? 0 : 1;
                TextReceived before = newest.get(text.getFrom());
                late += before != null && text.getReceivedAt().isBefore(before.getReceivedAt()) ? 1 : 0;
                ties += before != null
                                && text.getReceivedAt().equals(before.getReceivedAt())
                                && text.getMeaning() != before.getMeaning()
                        ? 1
                        : 0;
                if (before == null || text.getReceivedAt().isAfter(before.getReceivedAt())) {
                    newest.put(text.getFrom(), text);
                }
            }
        }

        assertThat(repeats).isGreaterThan(300);
        assertThat(late).isGreaterThan(300);
        assertThat(ties).isGreaterThan(10);
        assertThat(history.getLast().arrivesAt()).isAfter(history.getFirst().arrivesAt());
    }
}
