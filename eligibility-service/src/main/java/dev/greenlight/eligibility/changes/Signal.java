package dev.greenlight.eligibility.changes;

import dev.greenlight.eligibility.domain.audience.AudienceChange;

/** What waits in front of a listener: as a {@link FeedItem}, but the same for everybody. */
sealed interface Signal {

    /** The partition and offset of what it tells. */
    record Change(AudienceChange change, int partition, long offset) implements Signal {}

    /** A fact of the company that cannot be read. */
    record Unreadable(int partition, long offset) implements Signal {}

    /** Everything before this has been told. */
    record Beat(FeedPositions live) implements Signal {}
}
