package dev.greenlight.consent.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what each sender sends within a window. Remembers a bounded number of senders: the ones that were quiet the
 * longest are forgotten first.
 */
final class SubmissionBudget {

    private final int most;
    private final Duration window;
    private final int senders;
    private final Clock clock;
    private final Map<String, Count> counts;

    /** @param start of the sender's window */
    private record Count(Instant start, int sent) {}

    /**
     * @param most that a sender may send within the window
     * @param senders that are remembered
     */
    SubmissionBudget(int most, Duration window, int senders, Clock clock) {
        this.most = most;
        this.window = window;
        this.senders = senders;
        this.clock = clock;
        counts = new LinkedHashMap<>(16, 0.75F, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > SubmissionBudget.this.senders;
            }
        };
    }

    /** Whether the sender may send once more; counted if so. */
    synchronized boolean allows(String sender) {
        Instant now = clock.instant();
        Count count = counts.get(sender);
        if (count == null || !now.isBefore(count.start.plus(window))) {
            counts.put(sender, new Count(now, 1));
            return true;
        }
        if (count.sent >= most) {
            return false;
        }
        counts.put(sender, new Count(count.start, count.sent + 1));
        return true;
    }
}
