package dev.greenlight.eligibility.domain.contact;

import java.util.ArrayList;
import java.util.List;

/**
 * One change of a customer record, and the flags that are what they are because of it.
 *
 * @param flags the flags it set, on or off
 * @param cause the change
 */
public record Origin(Flags flags, Cause cause) {

    /** What set the flag. */
    static Cause setterOf(Flag flag, List<Origin> origins) {
        for (Origin origin : origins) {
            if (origin.flags().isOn(flag)) {
                return origin.cause();
            }
        }
        // a flag that came with a newer version: the last change of the record is the best answer
        return origins.getLast().cause();
    }

    /** The origins after a change of some flags, of which there is at least one. */
    static List<Origin> followedBy(Flags changed, Cause cause, List<Origin> origins) {
        var result = new ArrayList<Origin>(origins.size() + 1);
        for (Origin origin : origins) {
            Flags left = origin.flags().without(changed);
            if (!left.isEmpty()) {
                result.add(new Origin(left, origin.cause()));
            }
        }
        result.add(new Origin(changed, cause));
        return result;
    }
}
