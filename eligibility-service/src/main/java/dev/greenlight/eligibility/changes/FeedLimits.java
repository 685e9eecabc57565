package dev.greenlight.eligibility.changes;

import java.time.Duration;

/**
 * How much the listeners of one instance may take.
 *
 * @param ofTenant listeners of one company
 * @param inAll listeners
 * @param queue what may wait in front of a listener before it is cut off
 * @param farthest the most facts that are read again for one that comes back
 * @param catchingUp how many may read again at the same time
 * @param beat from one beat to the next
 * @param idle how long the feed goes on reading when nobody listens
 */
public record FeedLimits(
        int ofTenant, int inAll, int queue, long farthest, int catchingUp, Duration beat, Duration idle) {

    public static final FeedLimits DEFAULTS =
            new FeedLimits(20, 1_000, 1_000, 1_000_000, 4, Duration.ofSeconds(10), Duration.ofMinutes(1));
}
