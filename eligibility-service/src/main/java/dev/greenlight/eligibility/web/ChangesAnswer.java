package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.audience.AudienceChange;
import java.time.Instant;
import java.util.List;

/**
 * The data of an event: somebody joined or left the audience.
 *
 * @param exclusions every reason against; empty for a member that joined
 */
record ChangesAnswer(
        String eventId,
        String customerId,
        String contactMethodId,
        String address,
        List<String> exclusions,
        String causedByEventId,
        Instant effectiveAt) {

    static ChangesAnswer of(AudienceChange change) {
        return new ChangesAnswer(
                change.eventId(),
                change.customerId(),
                change.contactMethodId(),
                change.address(),
                change.exclusions(),
                change.causedByEventId(),
                change.effectiveAt());
    }

    /** Safe for logs: the address is personal data. */
    @Override
    public String toString() {
        return "ChangesAnswer[" + eventId + "]";
    }
}
