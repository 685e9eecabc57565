package dev.greenlight.eligibility.domain.check;

import dev.greenlight.eligibility.domain.quiethours.FrequencyCap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The last marketing texts to an address, in whatever order they were reported.
 *
 * @param newestFirst the last first
 */
public record RecentSends(List<MessageSent> newestFirst) {

    public static final RecentSends NONE = new RecentSends(List.of());

    private static final Comparator<MessageSent> NEWEST_FIRST =
            Comparator.comparing(MessageSent::sentAt).reversed().thenComparing(MessageSent::messageId);

    public RecentSends {
        newestFirst = List.copyOf(newestFirst);
    }

    /**
     * With one more.
     *
     * @param widest no limit allows more, and none looks farther back
     * @param now what is too long ago by then is left out
     */
    public RecentSends and(MessageSent send, FrequencyCap widest, Instant now) {
        var all = new ArrayList<MessageSent>(newestFirst.size() + 1);
        MessageSent latest = send;
        for (MessageSent known : newestFirst) {
            if (!known.messageId().equals(send.messageId())) {
                all.add(known);
            } else if (known.sentAt().isAfter(send.sentAt())) {
                latest = known;
            }
        }
        all.add(latest);
        all.sort(NEWEST_FIRST);
        return new RecentSends(all.subList(0, Math.min(all.size(), widest.texts()))).asOf(widest, now);
    }

    /** Without what no limit asks about any more. */
    public RecentSends asOf(FrequencyCap widest, Instant now) {
        Instant over = now.minus(widest.within());
        int count = newestFirst.size();
        while (count > 0 && !newestFirst.get(count - 1).sentAt().isAfter(over)) {
            count--;
        }
        return count == newestFirst.size() ? this : new RecentSends(newestFirst.subList(0, count));
    }

    public boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    /** The first instant at which the limit lets one more go. */
    Instant roomAt(FrequencyCap cap) {
        return newestFirst.size() < cap.texts()
                ? Instant.MIN
                : newestFirst.get(cap.texts() - 1).sentAt().plus(cap.within());
    }
}
