package dev.greenlight.eligibility.domain.audience;

import java.time.Instant;
import java.util.List;

/**
 * A joining or leaving as it was published.
 *
 * @param eventId the same for every repetition of it
 * @param audience the code of the audience
 * @param joined false for a member that left
 * @param exclusions every reason against, by their names; empty for a member that joined
 * @param causedByEventId the change that tipped the scale
 * @param effectiveAt when that took effect
 */
public record AudienceChange(
        String eventId,
        String tenant,
        String audience,
        boolean joined,
        String customerId,
        String contactMethodId,
        String address,
        List<String> exclusions,
        String causedByEventId,
        Instant effectiveAt) {

    public AudienceChange {
        exclusions = List.copyOf(exclusions);
    }

    /** Safe for logs: the address is personal data. */
    @Override
    public String toString() {
        return "AudienceChange[" + eventId + "]";
    }
}
