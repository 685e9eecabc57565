package dev.greenlight.eligibility.changes;

import dev.greenlight.eligibility.domain.audience.AudienceChange;

/** What a listener is told. */
public sealed interface FeedItem {

    /** @param id what the listener comes back with, to go on behind it */
    record Changed(AudienceChange change, String id) implements FeedItem {}

    /** There was nothing for this listener up to here. */
    record Beat(String id) implements FeedItem {}

    /** What happened up to here is not known: the members are to be listed again, and what follows is complete. */
    record Reset(String id) implements FeedItem {}

    /** The listener was too slow. It can come back with the last id that it was given. */
    record CutOff() implements FeedItem {}

    /** The service stops, or cannot read any more. The listener can come back as after a cut. */
    record Ended() implements FeedItem {}
}
